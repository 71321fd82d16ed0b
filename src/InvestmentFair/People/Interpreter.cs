using InvestmentFair.Kernel;

namespace InvestmentFair.People;

/// <summary>A person who can be seated in a meeting to interpret 翻译: a role of theirs, with the languages they speak, while it lasts.</summary>
public sealed class Interpreter : Record
{
    private Interpreter()
    {
    }

    public Guid PersonId { get; private set; }

    public Person Person { get; private set; } = null!;

    /// <summary>The same role entered twice, under two rows of one person; kept and no longer listed.</summary>
    public Guid? FoldedIntoId { get; private set; }

    /// <summary>Codes of the dictionary of languages.</summary>
    public List<string> Languages { get; private set; } = [];

    public DateOnly From { get; private set; }

    /// <summary>The last day.</summary>
    public DateOnly? To { get; private set; }

    public string? Note { get; private set; }

    public static Interpreter Engage(Person person, InterpreterForm form)
    {
        var interpreter = new Interpreter { PersonId = person.Id, Person = person };
        interpreter.Revise(form);
        return interpreter;
    }

    public void Revise(InterpreterForm form)
    {
        Languages = [.. form.Languages.Distinct()];
        From = form.From!.Value;
        To = form.To;
        Note = string.IsNullOrWhiteSpace(form.Note) ? null : form.Note.Trim();
    }

    public bool Speaks(string language, DateOnly day) => Languages.Contains(language) && day >= From && (To is not { } to || day <= to);
}

public sealed class InterpreterForm : RoleForm
{
    [Text("语种", "Languages"), Needed, Choice(ChoiceOf.Language)]
    public List<string> Languages { get; set; } = [];

    [Text("可用自", "Available from"), Needed]
    public DateOnly? From { get; set; }

    [Text("可用至", "Available to")]
    public DateOnly? To { get; set; }

    [Text("备注", "Note"), AtMost(300), Prose]
    public string? Note { get; set; }

    protected override IEnumerable<FieldProblem> Problems()
    {
        if (To < From) yield return new(nameof(To), "结束日期不能早于开始日期", "It cannot end before it begins");
    }

    public static InterpreterForm Of(Interpreter interpreter) => new()
    {
        // Both only ever rise: the sum stands still while neither the interpreter nor the person was saved.
        Version = interpreter.Version + interpreter.Person.Version,
        PersonId = interpreter.PersonId,
        PinyinKey = interpreter.Person.PinyinKey,
        Name = interpreter.Person.Name,
        Mobile = interpreter.Person.Mobile,
        Email = interpreter.Person.Email,
        Languages = [.. interpreter.Languages],
        From = interpreter.From,
        To = interpreter.To,
        Note = interpreter.Note,
    };
}
