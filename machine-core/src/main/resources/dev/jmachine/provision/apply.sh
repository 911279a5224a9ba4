# shellcheck shell=sh
# Brings a configuration of the engine into force, or takes it away: checks it with the engine itself, writes it,
# restarts the engine without ending its containers, and puts everything back when the engine does not start.
# Needs common.sh and the file of the init system.
#
# Parameters, beside those of common.sh; a text that is empty takes its file away:
#   engine                      the engine's program; nothing when it is no longer there
#   service_file, service_text  the service's arguments and environment
#   daemon_json, settings       the engine's configuration file; "settings" without live-restore being touched
#   settings_live, settings_off the same with live-restore switched on and off; settings_live is empty if it is on anyway
#   before_live, before_off     the same of what stands there now
#   live_was                    what the user's configuration says of live-restore: "absent" or "false"
#   record, record_begun        what of all that is ours, so that it can be undone; and for the time until it is all
#                               in force, with what was ours before
#   certificates                the folder of authority, certificate and key (texts); an empty key keeps the one there
#   secured                     "no" to take the certificates away
#   obsolete                    files of another tool that this configuration takes the place of
#   boot                        "enable" or "disable" the service at boot, or nothing
#   data_root                   the engine's data
#   fingerprint                 names what is brought into force
#   reload_patience             seconds for a running engine to take up its configuration; may be missing
# Arguments: arguments of the engine that it must know.
: "${root?}" "${state?}" "${engine?}" "${service_file?}" "${service_text?}" "${daemon_json?}" "${settings?}"
: "${settings_live?}" "${settings_off?}" "${before_live?}" "${before_off?}" "${live_was?}" "${record?}"
: "${record_begun?}" "${certificates?}" "${authority?}" "${certificate?}" "${server_key?}" "${secured?}" "${obsolete?}"
: "${boot?}" "${data_root?}" "${fingerprint?}" "${reload_patience:=60}"

apply() {
    begin_work
    : "${work:?}" "${log:?}"
    [ -n "$engine" ] || without_engine
    note_new_folders
    [ "$secured" = no ] || check_settings "$@"
    save_files
    changing=yes
    # The record comes first, so that whatever is written can be undone.
    [ "$secured" = no ] || put "$state/engine.json" 0600 "$record_begun"
    hold_containers
    write_files
    if [ "$secured" = no ] && [ "$was_active" = no ]; then
        write_settings && service_stop >> "$log" 2>&1 # it was down before, and stays so
    else
        start_engine "$settings_live" "$settings_off" write_settings || give_up
    fi
    changing=no
    finish
    fact restarted yes
    tell_notices
}

# Files can be put back where the engine itself has been taken away.
without_engine() {
    service_is_active() { return 1; }
    service_restart() { :; }
    service_stop() { :; }
}

# ---- before anything is touched ----

# A setting that the engine does not know must not stop an engine that runs.
check_settings() {
    [ -n "$settings" ] || echo '{}' > "$work/daemon.json"
    [ -z "$settings" ] || printf '%s\n' "$settings" > "$work/daemon.json"
    set -- --config-file "$work/daemon.json" --host "unix://$work/check.sock" "$@"
    ! "$engine" --validate "$@" > "$log" 2>&1 || return 0
    if grep -q 'unknown flag: --validate' "$log"; then
        check_by_start "$@" || return 0
    fi
    sed -i "/^See '/d; s/^Status: //" "$log"
    fail ENGINE_SETTING_UNKNOWN "The engine refuses a setting." "$log"
}

# Engines before 23 cannot validate. Such an engine reads all of its configuration before it looks at its process id
# file, and ends there when that names a living process: ours. Succeeds when it refuses something before.
check_by_start() {
    ! grep -q '"pidfile"' "$work/daemon.json" || return 1
    echo $$ > "$work/check.pid"
    timeout 20 "$engine" --pidfile "$work/check.pid" "$@" > "$log" 2>&1 || :
    ! grep -q -e 'pid file found' -e 'is still running' "$log"
}

# ---- files ----

# Folders that come with our files, should these be taken back.
note_new_folders() {
    for folder in "$certificates" "${service_file%/*}"; do
        [ -d "$folder" ] || echo "$folder" >> "$work/new-folders"
    done
}

remove_new_folders() {
    [ ! -e "$work/new-folders" ] || while read -r folder; do
        rmdir "$folder" 2> /dev/null || :
    done < "$work/new-folders"
}

managed_files() {
    # shellcheck disable=SC2086
    printf '%s\n' "$service_file" "$daemon_json" "$state/engine.json" "$state/applied" "$certificates/ca.pem" \
        "$certificates/server.pem" "$certificates/server-key.pem" $obsolete
}

save_files() {
    mkdir "$work/saved"
    managed_files > "$work/files"
    number=0
    while read -r file; do
        number=$((number + 1))
        [ ! -e "$file" ] || cp -p "$file" "$work/saved/$number"
    done < "$work/files"
}

restore_files() {
    number=0
    while read -r file; do
        number=$((number + 1))
        if [ -e "$work/saved/$number" ]; then
            mkdir -p "${file%/*}"
            place "$work/saved/$number" "$file"
        else
            rm -f "$file"
        fi
    done < "$work/files"
}

restore_settings() {
    if [ -e "$work/saved/2" ]; then
        place "$work/saved/2" "$daemon_json"
    else
        rm -f "$daemon_json"
    fi
}

# place SOURCE FILE: a copy takes the place of the file at once; a link stays one, and what it points to is replaced.
place() {
    target=$(readlink -f "$2")
    cp -p "$1" "$target.jmachine" && mv -f "$target.jmachine" "$target"
}

# put FILE MODE TEXT: the mode is for a new file; one that is there keeps owner and mode. Each command hangs on the one
# before: where a caller looks at the status, the shell itself would go on after a write that failed. "cat" says why.
put() {
    [ -n "$3" ] || { rm -f "$1" && return; }
    mkdir -p "${1%/*}" && target=$(readlink -f "$1") || return 1
    if [ -e "$target" ]; then
        cp -p "$target" "$target.jmachine" || return 1
    else
        (umask 077 && : > "$target.jmachine") && chmod "$2" "$target.jmachine" || return 1
    fi
    { printf '%s\n' "$3" | cat > "$target.jmachine" && mv -f "$target.jmachine" "$target"; } ||
        { rm -f "$target.jmachine" && return 1; }
}

write_settings() { put "$daemon_json" 0644 "$settings"; }

# The service comes last, since it opens the port.
write_files() {
    rm -f "$state/applied"
    if [ "$secured" = yes ]; then
        [ -z "$server_key" ] || { rm -f "$certificates/server-key.pem" && put "$certificates/server-key.pem" 0600 "$server_key"; }
        put "$certificates/ca.pem" 0644 "$authority"
        put "$certificates/server.pem" 0644 "$certificate"
    fi
    # shellcheck disable=SC2086
    rm -f $obsolete
    put "$service_file" 0644 "$service_text"
}

finish() {
    [ -z "$boot" ] || "service_$boot" >> "$log" 2>&1 ||
        fail PROVISIONING_FAILED "The service could not be ${boot}d at boot." "$log"
    if [ "$secured" = yes ]; then
        put "$state/engine.json" 0600 "$record"
        put "$state/applied" 0600 "$fingerprint
$(checksum "$certificates/server-key.pem")"
    else
        rm -f "$certificates/ca.pem" "$certificates/server.pem" "$certificates/server-key.pem"
        rmdir "$certificates" "${service_file%/*}" 2> /dev/null || :
        rm -rf "$state"
    fi
}

# ---- containers that run ----

# Live-restore lets containers outlive a restart. An engine that runs takes it up without one, when it is told to read
# its configuration again. No node of a swarm can have it: there, the swarm itself starts what a restart ends.
hold_containers() {
    hold=no
    was_active=no
    ! service_is_active || was_active=yes
    containers_run || return 0
    if [ -s "$data_root/swarm/docker-state.json" ]; then
        notice "The host is a node of a swarm: containers that ran on it were ended by the engine's restart."
        return 0
    fi
    hold=yes
    [ -n "$before_live" ] && [ "$was_active" = yes ] || return 0
    mark_live_restore
    put "$daemon_json" 0644 "$before_live"
    reload_engine
    retry "$reload_patience" live_restore_is true || {
        restore_settings
        reload_engine
        rm -f "$state/live-restore"
        fail PROVISIONING_FAILED "Containers run on the host, and the engine does not agree to leave them running \
while it is restarted (live-restore). Nothing was changed." "$log"
    }
}

# Should this script be ended in the midst of it, then live-restore in the configuration is not the user's.
mark_live_restore() {
    [ -e "$state/live-restore" ] || put "$state/live-restore" 0600 "$live_was"
}

reload_engine() {
    reloaded=$(date +%s)
    engine_process=$(service_pid)
    [ "$engine_process" = 0 ] || kill -HUP "$engine_process" || :
}

live_restore_is() {
    if command -v docker > /dev/null; then
        [ "$(timeout 30 docker -H "unix://$root/run/docker.sock" info -f '{{.LiveRestoreEnabled}}' 2>> "$log")" = "$1" ]
    else
        service_log "$reloaded" | grep -q 'Reloaded configuration'
    fi
}

# start_engine LIVE OFF SETTLE: with live-restore on while containers must be held, unless LIVE is empty since it is on
# anyway; afterwards it is switched off in the engine, and SETTLE writes the configuration that stays.
start_engine() {
    started=$(date +%s)
    if [ "$hold" = no ] || [ -z "$1" ]; then
        $3 && service_restart >> "$log" 2>&1 9>&-
        return
    fi
    mark_live_restore && put "$daemon_json" 0644 "$1" && service_restart >> "$log" 2>&1 9>&- || return 1
    # An engine that finds no value goes on with the one it has: "false" has to be said.
    put "$daemon_json" 0644 "$2" && reload_engine || return 1
    retry "$reload_patience" live_restore_is false || notice "The engine goes on with live-restore until it is restarted."
    $3 && rm -f "$state/live-restore"
}

# ---- when it does not start ----

give_up() {
    { service_log "$started" || :; } > "$work/engine.log" 2>&1
    [ -s "$work/engine.log" ] || cp "$log" "$work/engine.log"
    if roll_back; then
        fail ENGINE_NOT_STARTED "It does not start with its new settings. The host has been put back as it was." \
            "$work/engine.log"
    fi
    fail ENGINE_NOT_STARTED "It does not start with its new settings, and not with its old ones either, \
which have been put back." "$work/engine.log"
}

roll_back() {
    changing=no
    restore_files
    if [ "$was_active" = yes ]; then
        start_engine "$before_live" "$before_off" restore_settings
    else
        service_stop >> "$log" 2>&1 || :
    fi
}

# Ended by something unforeseen, such as a full disk: what has been written is taken back, the engine has not noticed.
changing=no
on_exit() {
    [ "$changing" = no ] || restore_files || :
    remove_new_folders
}
