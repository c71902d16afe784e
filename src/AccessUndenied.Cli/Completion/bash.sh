# Completion of access-undenied for bash. To have it in every shell:
#   echo 'eval "$(access-undenied completion bash)"' >> ~/.bashrc
_access_undenied() {
    local word="${COMP_WORDS[COMP_CWORD]}" line="${COMP_LINE#* }" offset matches
    offset=$(( COMP_POINT - ${#COMP_LINE} + ${#line} ))
    matches=$(access-undenied "[suggest:$offset]" "$line" 2> /dev/null)
    # Words that are no options, where one is typed: values and commands; files are what bash offers when nothing else fits.
    if [[ $word != -* ]]; then
        matches=$(grep -v -- '^-' <<< "$matches")
    fi
    local IFS=$'\n'
    COMPREPLY=($(compgen -W "$matches" -- "$word"))
}
complete -o default -F _access_undenied access-undenied
