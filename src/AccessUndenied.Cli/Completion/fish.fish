# Completion of access-undenied for fish. To have it in every shell:
#   access-undenied completion fish > ~/.config/fish/completions/access-undenied.fish
function __access_undenied_complete
    set -l line (commandline -cp | string replace -r '^\s*\S+\s?' '')
    set -l word (commandline -ct)
    set -l matches (access-undenied "[suggest:"(string length -- "$line")"]" "$line" 2> /dev/null)
    # Words that are no options, where one is typed: values and commands, and files where there are none.
    if not string match -q -- '-*' "$word"
        set matches (string match -v -- '-*' $matches)
    end
    if test (count $matches) -gt 0
        printf '%s\n' $matches
    else
        __fish_complete_path "$word"
    end
end
complete -c access-undenied -f -a '(__access_undenied_complete)'
