using AccessUndenied.RuleIndex;

// One argument: the root of the repository.
var folder = Path.Combine(args[0], "docs", "rules");
var book = RuleBook.Read(args[0]);
var index = Path.Combine(folder, IndexPage.File);
File.WriteAllText(Path.Combine(folder, CasesPage.File), CasesPage.Write(book));
File.WriteAllText(index, IndexPage.Write(File.ReadAllText(index), book));
Console.WriteLine($"{book.Rules.Count} rules on {book.Pages.Count} pages");
