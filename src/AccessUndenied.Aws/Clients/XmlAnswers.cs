using System.Xml.Linq;

namespace AccessUndenied.Aws.Clients;

/// <summary>Reads answers in XML by local name: their namespace carries a date and nothing else.</summary>
internal static class XmlAnswers
{
    public static XElement? Child(this XElement element, string name) => element.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    /// <summary>The text of the child <paramref name="name"/>; null when there is none, or an empty one.</summary>
    public static string? Text(this XElement element, string name) => element.Child(name)?.Value is { Length: > 0 } text ? text : null;

    public static bool Flag(this XElement element, string name) => element.Text(name) == "true";

    /// <summary>The items of the list <paramref name="name"/>; none when there is no such list.</summary>
    public static IEnumerable<XElement> Items(this XElement element, string name) => element.Child(name)?.Elements() ?? [];
}
