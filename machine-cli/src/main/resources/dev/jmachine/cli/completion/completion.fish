# fish completion for @PROGRAM@: @PROGRAM@ completion fish | source
function __@FUNCTION@_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    $words[1] __complete $words[2..-1] "$current" 2>/dev/null
end
complete -c @PROGRAM@ -f -a '(__@FUNCTION@_complete)'
complete -c @PROGRAM@ -n '__fish_seen_subcommand_from scp mount' -F
