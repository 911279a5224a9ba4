#compdef @PROGRAM@
# zsh completion for @PROGRAM@: @PROGRAM@ completion zsh > "${fpath[1]}/_@PROGRAM@"
_@FUNCTION@() {
    local -a candidates
    candidates=("${(@f)$("${words[1]}" __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n ${candidates[1]-} ]]; then
        if [[ ${candidates[1]} == *[:=] ]]; then
            compadd -S '' -- "${candidates[@]}"
        else
            compadd -- "${candidates[@]}"
        fi
    else
        _files
    fi
}
if [ "$funcstack[1]" = "_@FUNCTION@" ]; then
    _@FUNCTION@ "$@"
else
    compdef _@FUNCTION@ @PROGRAM@
fi
