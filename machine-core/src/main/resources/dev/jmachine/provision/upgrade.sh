# shellcheck shell=sh
# Upgrades Docker Engine by the package that it came in, and goes back to the old one when the new one does not start.
# Needs common.sh, the files of package family and init system, versions.sh, and detect.sh, whose answer follows.
#
# Parameters, beside those of common.sh:
#   engine    the engine's program
#   version   the version wanted, such as 26.1, or nothing for the newest
#   settings  the engine's configuration file
#   patience  seconds for the engine to start
: "${root?}" "${engine?}" "${version?}" "${settings?}" "${patience?}"

upgrade() {
    begin_work
    : "${work:?}" "${log:?}"
    follow
    package=$(package_owner "$engine") || :
    [ -n "$package" ] ||
        refuse "The engine ($engine) belongs to no package; it is upgraded in the way in which it was put there."
    hold=$(package_hold "$package")
    [ -z "$hold" ] || refuse "The package $package is held on the host ($hold)."
    package_repair || refuse "The package system is in disorder and could not be repaired." "$log"
    lists=new
    package_refresh || lists=old
    installed=$(package_installed "$package")
    choose_target
    upgraded=no
    if package_newer "$target" "$installed"; then
        check_containers
        replace_engine
        upgraded=yes
    elif runs_replaced; then # an earlier attempt was ended before its restart
        service_restart >> "$log" 2>&1 9>&- || refuse "The engine does not start again." "$log"
    fi
    answer
}

# refuse SENTENCE [LOG]
refuse() { fail ENGINE_UPGRADE_FAILED "$@"; }

answer() {
    unfollow
    detect
    fact upgraded "$upgraded"
    fact package "$package"
    fact package_before "$installed"
    fact package_now "$(package_installed "$package")"
    tell_notices
}

# That nothing newer is there must be known, not guessed from old lists.
choose_target() {
    if [ -n "$version" ]; then
        choose_version ENGINE_UPGRADE_FAILED
        target=${package_version:?}
        ! package_newer "$installed" "$target" || refuse "Version $installed of $package is installed, which is newer \
than $target: an older engine may not be able to read what a newer one has written."
    else
        target=$(package_candidate "$package") || :
        target=${target:-$installed}
    fi
    [ "$lists" = new ] || [ -n "$version" ] || package_newer "$target" "$installed" ||
        refuse "Whether there is anything newer than $package $installed is not known: not all package lists could be \
refreshed." "$log"
}

# Told only when the restart will end them; live-restore is the owner's to have switched on.
check_containers() {
    ! containers_run || grep -qs '"live-restore" *: *true' "$settings" ||
        notice "Containers that ran were ended by the engine's restart; those whose restart policy says so run again."
}

# Whatever fails before the package tool is let loose leaves all as it was.
replace_engine() {
    package_fetch "$package" "$target" || refuse "$package $target could not be fetched." "$log"
    check_new_program
    package_keep "$package" "$installed" ||
        refuse "$package $installed could not be kept, in case the new one does not start." "$log"
    was_active=no
    ! service_is_active || was_active=yes
    started=$(date +%s)
    if ! package_upgrade "$package" "$target"; then
        go_back "$package $target could not be installed." "$log"
    elif ! starts; then
        { service_log "$started" || :; } > "$work/engine.log" 2>&1
        [ -s "$work/engine.log" ] || cp "$log" "$work/engine.log"
        go_back "The engine of $package $target does not start." "$work/engine.log"
    fi
}

# Settings that the new engine does not know any more are better found out by itself beforehand. One that cannot run
# before the libraries of its package are there is not asked.
check_new_program() {
    process=$(service_pid)
    [ "$process" != 0 ] && package_program "$package" "$target" || return 0
    "$work/dockerd" --version > /dev/null 2>&1 || return 0
    tr '\0' '\n' < "$root/proc/$process/cmdline" | tail -n +2 > "$work/arguments"
    set --
    while read -r argument; do
        set -- "$@" "$argument"
    done < "$work/arguments"
    "$work/dockerd" --validate "$@" > "$work/validation" 2>&1 ||
        grep -q 'unknown flag: --validate' "$work/validation" || refuse \
        "The engine of $package $target does not take the settings that it would run with. Nothing was changed." \
        "$work/validation"
    rm -f "$work/dockerd"
}

# Package tools restart services, or leave that to others.
starts() {
    [ "$was_active" = yes ] || return 0
    ! service_is_active || runs_replaced || return 0
    service_restart >> "$log" 2>&1 9>&- && service_is_active
}

# A program that was replaced while it runs.
runs_replaced() {
    service_is_active || return 1
    case $(readlink "$root/proc/$(service_pid)/exe" 2> /dev/null || :) in *' (deleted)') ;; *) return 1 ;; esac
}

# go_back SENTENCE LOG
go_back() {
    cp "$2" "$work/why.log"
    if package_back "$package" "$installed" && starts; then
        refuse "$1 Version $installed has been put back." "$work/why.log"
    fi
    { echo "going back:" && tail -n 5 "$log"; } >> "$work/why.log"
    refuse "$1 Going back to $installed did not succeed." "$work/why.log"
}
