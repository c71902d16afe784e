# Completion of access-undenied for PowerShell. To have it in every shell:
#   Add-Content $PROFILE 'access-undenied completion powershell | Out-String | Invoke-Expression'
Register-ArgumentCompleter -Native -CommandName access-undenied -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $text = "$commandAst".PadRight($cursorPosition).Substring(0, $cursorPosition)
    $line = $text -replace '^\s*\S+\s?', ''
    # Words that are no options, where one is typed: values and commands; PowerShell offers files where nothing is given.
    access-undenied "[suggest:$($line.Length)]" "$line" 2> $null |
        Where-Object { $_ -like "$wordToComplete*" -and ("$wordToComplete".StartsWith('-') -or -not $_.StartsWith('-')) } |
        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
