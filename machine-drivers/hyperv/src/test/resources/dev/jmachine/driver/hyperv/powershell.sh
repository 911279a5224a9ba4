#!/bin/sh
# Stands in for PowerShell with Hyper-V's module, as far as the driver's commands go: understands them line by line, and
# keeps each virtual machine as a folder of files beside it. What is refused is what Microsoft's reference says is.
state=$(dirname "$0")/machines
mkdir -p "$state"
[ "$1 $2 $3" = "-NoProfile -NonInteractive -EncodedCommand" ] || { echo "usage: $*" >&2; exit 2; }
script=$(printf %s "$4" | base64 -d | iconv -f UTF-16LE -t UTF-8)

fail() { echo "InvalidOperation: $1" >&2; exit 1; }

# The value of a parameter that is a text, or a number.
text() { printf '%s\n' "$line" | sed -n "s/.* -$1 '\(\([^']\|''\)*\)'.*/\1/p" | sed "s/''/'/g"; }
number() { printf '%s\n' "$line" | sed -n "s/.* -$1 \([0-9][0-9]*\).*/\1/p"; }

machine() {
    vm=$state/$(text Id)
    [ -d "$vm" ] || fail "Hyper-V was unable to find a virtual machine with id '$(text Id)'."
}
require() { [ "$(cat "$vm/state")" = "$1" ] || fail "The operation cannot be performed while the machine is in its current state."; }

# shellcheck disable=SC2016   # PowerShell's variables, not the shell's
query() {
    case $line in
        *'(Get-VMSwitch |'*)
            printf '[{"Id":"11111111-0000-0000-0000-000000000000","Name":"LAN","Type":"External"},'
            printf '{"Id":"C08CB7B8-9B3C-408E-8E30-5E16A3AEB444","Name":"Default Switch","Type":"Internal"}]\n'
            ;;
        *'(Get-VM |'*)
            separator='['
            for vm in "$state"/*; do
                [ -d "$vm" ] || continue
                printf '%s{"Id":"%s","Name":"%s","State":"%s","Path":"%s"}' "$separator" "${vm##*/}" \
                    "$(cat "$vm/name")" "$(cat "$vm/state")" "$(cat "$vm/path")"
                separator=','
            done
            [ "$separator" = ',' ] || printf '['
            echo ']'
            ;;
        *'(Get-VHD '*) printf '[{"Size":%s}]\n' "$(cat "$(text Path)")" ;;
        *'$_.IPAddresses '*)
            machine
            [ "$(cat "$vm/state")" = Running ] || { echo '[]'; return; }
            echo '[{"Address":"fe80::1"},{"Address":"127.0.0.1"}]'
            ;;
        *'Get-NetNeighbor '*) echo '[]' ;;
        *) fail "not understood: $line" ;;
    esac
}

change() {
    case $line in
        'New-VHD '*' -Differencing | Out-Null')
            [ -f "$(text ParentPath)" ] || fail "The system cannot find the file specified."
            [ ! -e "$(text Path)" ] || fail "The file exists."
            echo 2097152000 > "$(text Path)"
            ;;
        'Resize-VHD '*) number SizeBytes > "$(text Path)" ;;
        'New-VM '*' | Out-Null')
            [ -f "$(text VHDPath)" ] || fail "The system cannot find the file specified."
            vm=$state/$(cat /proc/sys/kernel/random/uuid)
            mkdir -p "$vm.new" "$(text Path)/$(text Name)/Virtual Machines"
            text Name > "$vm.new/name"
            echo "$(text Path)/$(text Name)" > "$vm.new/path"
            echo Off > "$vm.new/state"
            text SwitchName > "$vm.new/switch"
            number Generation > "$vm.new/generation"
            number MemoryStartupBytes > "$vm.new/memory"
            mv "$vm.new" "$vm"
            ;;
        "Get-VM -Id '"*) machine; changeMachine ;;
        *) fail "not understood: $line" ;;
    esac
}

changeMachine() {
    case ${line#*| } in
        'Set-VM '*)
            require Off
            number ProcessorCount > "$vm/processors"
            text Notes > "$vm/notes"
            ;;
        'Set-VMFirmware '*) require Off; text EnableSecureBoot > "$vm/secure-boot" ;;
        'Get-VMDvdDrive | Remove-VMDvdDrive') rm -f "$vm/dvd" ;;
        'Add-VMDvdDrive '*)
            [ -f "$(text Path)" ] || fail "The system cannot find the file specified."
            [ ! -e "$vm/dvd" ] || fail "The location is in use."
            text Path > "$vm/dvd"
            ;;
        'Set-VMNetworkAdapter '*) text StaticMacAddress > "$vm/mac" ;;
        'Set-VMNetworkAdapterVlan -Access '*) number VlanId > "$vm/vlan" ;;
        'Start-VM') [ "$(cat "$vm/state")" != Paused ] || fail "not while it is paused"; echo Running > "$vm/state" ;;
        'Resume-VM') require Paused; echo Running > "$vm/state" ;;
        'Stop-VM -Force') require Running; echo Off > "$vm/state" ;;
        'Stop-VM -TurnOff -Force') echo Off > "$vm/state" ;;
        'Remove-VM -Force') require Off; rm -r "$vm" ;;
        *) fail "not understood: $line" ;;
    esac
}

printf '%s\n' "$script" | sed '1,/^try {$/d; /^} catch {$/,$d' > "$state.script.$$"
trap 'rm -f "$state.script.$$"' EXIT
while IFS= read -r line; do
    case $line in
        'ConvertTo-Json -Compress -InputObject @('*) query ;;
        *) change ;;
    esac
done < "$state.script.$$"
