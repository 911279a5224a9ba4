# bash completion for @PROGRAM@: source <(@PROGRAM@ completion bash)
_@FUNCTION@() {
    local IFS=$'\n'
    COMPREPLY=($("${COMP_WORDS[0]}" __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
    case ${COMPREPLY[0]-} in
        *: | *=) compopt -o nospace ;;
    esac
}
complete -o default -F _@FUNCTION@ @PROGRAM@
