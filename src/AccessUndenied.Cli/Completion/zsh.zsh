# Completion of access-undenied for zsh. To have it in every shell:
#   echo 'source <(access-undenied completion zsh)' >> ~/.zshrc
_access_undenied() {
    local line="${BUFFER#* }" offset
    local -a matches
    offset=$(( CURSOR - ${#BUFFER} + ${#line} ))
    matches=(${(f)"$(access-undenied "[suggest:$offset]" "$line" 2> /dev/null)"})
    # Words that are no options, where one is typed: values and commands, and files where there are none.
    if [[ $PREFIX != -* ]]; then
        matches=(${matches:#-*})
    fi
    if (( $#matches )); then
        compadd -- $matches
    else
        _files
    fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _access_undenied access-undenied
