using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using AccessUndenied.Requests;

namespace AccessUndenied.Conditions;

/// <summary>One test of a condition block: an operator, a key and the values it is compared with.</summary>
public sealed class Condition
{
    // From so many values on, looking one up beats comparing them all, which many values of a request would do many times.
    private const int ManyValues = 16;

    private readonly bool _variables;
    private ConditionValue[]? _compiled;
    private string? _identity;
    private FrozenSet<string>? _equalTexts;

    internal Condition(ConditionOperator @operator, string key, IReadOnlyList<string> values, bool variables)
    {
        Operator = @operator;
        Key = key;
        Values = values;
        _variables = variables && @operator.TakesVariables;
    }

    /// <summary>The operator as the policy names it, such as <c>ForAnyValue:StringLike</c>.</summary>
    public string OperatorName => Operator.Name;

    /// <summary>The operator, as its name reads.</summary>
    public ConditionOperator Operator { get; }

    /// <summary>The condition key, such as <c>aws:SourceIp</c>.</summary>
    public string Key { get; }

    /// <summary>The values as the policy has them.</summary>
    public IReadOnlyList<string> Values { get; }


    /// <summary>Whether a value has policy variables, such as <c>${aws:username}</c>, which are substituted for each request (VAR-02).</summary>
    public bool HasVariables => Array.Exists(Compiled, static value => value.Pattern.HasVariables);

    // On first use: most statements never get as far as their conditions.
    internal ConditionValue[] Compiled => _compiled ??= Compile();

    /// <summary>One text for all spellings of the same test: the order and number of its values and the case of its names do not matter.</summary>
    internal string Identity => _identity ??= Identify();

    /// <summary>The values as a set, where an operator that asks for equal texts has many and all are literal; null otherwise.</summary>
    internal FrozenSet<string>? EqualTexts => Values.Count < ManyValues ? null : _equalTexts ??= SetOfValues();

    /// <summary>Whether it holds for a request whose condition keys <paramref name="context"/> knows, such as a <see cref="RequestContext"/>.</summary>
    /// <remarks>Allocates nothing for values and patterns of ordinary length.</remarks>
    public Truth Holds(IContextLookup context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ConditionEvaluator.Evaluate(this, context);
    }

    /// <summary>The same with another operator and values.</summary>
    internal Condition With(ConditionOperator @operator, IReadOnlyList<string> values) => new(@operator, Key, values, _variables);

    private string Identify()
    {
        var text = new StringBuilder(OperatorName.ToUpperInvariant()).Append(' ').Append(Key.ToUpperInvariant());
        foreach (var value in Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $" {value.Length}:").Append(value);
        }

        return text.ToString();
    }

    // An empty set stands for "no set": a condition with many values is not empty.
    private FrozenSet<string> SetOfValues()
    {
        var comparer = Operator.Comparison switch
        {
            StringEquals => StringComparer.Ordinal,
            StringEqualsIgnoreCase => StringComparer.OrdinalIgnoreCase,
            _ => null,
        };
        return comparer is null || HasVariables
            ? FrozenSet<string>.Empty
            : Compiled.Select(value => value.Pattern.Compiled).ToFrozenSet(comparer);
    }

    private ConditionValue[] Compile()
    {
        var compiled = new ConditionValue[Operator.IsNull ? 0 : Values.Count];
        for (var i = 0; i < compiled.Length; i++)
        {
            compiled[i] = Operator.Comparison!.Compile(Values[i], _variables);
        }

        return compiled;
    }
}
