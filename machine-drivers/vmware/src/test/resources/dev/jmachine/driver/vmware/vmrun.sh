#!/bin/sh
# Stands in for VMware's vmrun: keeps the virtual machines that run as lines of a file beside it. The answers, their
# form and the exit status are those of VMware's "Using vmrun to Control Virtual Machines".
running=$(dirname "$0")/running
touch "$running"
fail() { echo "Error: $1"; exit 255; }
[ "$1" = -T ] || fail "Unrecognized command: $1"
case $2 in ws | fusion) ;; *) fail "Unknown host type $2" ;; esac
command=$3 machine=$4 how=$5
[ "$command" = list ] || [ -f "$machine" ] || fail "Cannot open VM: $machine, The virtual machine cannot be found"
runs() { grep -qxF "$machine" "$running"; }
forget() { grep -vxF "$machine" "$running" > "$running.new"; mv "$running.new" "$running"; }
case $command in
    list)
        echo "Total running VMs: $(wc -l < "$running")"
        cat "$running"
        ;;
    start)
        [ "$how" = nogui ] || fail "cannot open a window"
        runs && fail "The file is already in use"
        disk=$(sed -n 's/^scsi0:0.fileName = "\(.*\)"$/\1/p' "$machine")
        [ -f "$(dirname "$machine")/$disk" ] || fail "Unable to open the disk '$disk'"
        rm -f "${machine%.vmx}.vmss"
        echo "$machine" >> "$running"
        echo "booted" > "$(dirname "$machine")/serial.log"
        touch "$(dirname "$machine")/vmware.log" "${machine%.vmx}.nvram"
        ;;
    stop)
        runs || fail "The virtual machine is not powered on: $machine"
        case $how in soft | hard) forget ;; *) fail "Unrecognized mode: $how" ;; esac
        ;;
    suspend)
        runs || fail "The virtual machine is not powered on: $machine"
        forget
        touch "${machine%.vmx}.vmss"
        ;;
    getGuestIPAddress)
        runs || fail "The virtual machine is not powered on: $machine"
        echo 127.0.0.1
        ;;
    deleteVM)
        runs && fail "The virtual machine should be powered off"
        rm -f "$machine" "${machine%.vmx}.vmdk" "${machine%.vmx}.nvram"
        ;;
    *) fail "Unrecognized command: $command" ;;
esac
