using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Web.Texts;

namespace InvestmentFair.Web.Shared;

/// <summary>Something worth knowing while a form is being typed, beside the field it is about. Taking it puts it into the form, or says where to go instead.</summary>
public sealed record FieldHint(string Field, string Text, string? Href = null, Func<Form, string?>? Take = null)
{
    /// <summary>The person it is about.</summary>
    public Guid? PersonId { get; init; }
}

public static class FieldHints
{
    /// <summary>Persons known already, beside the name or the number by which they are.</summary>
    public static IReadOnlyList<FieldHint> OfPeople(IReadOnlyList<Lookalike> people) =>
    [
        .. people.Select(p => new FieldHint(p.Likeness is Likeness.Mobile or Likeness.NameAndMobile ? nameof(RoleForm.Mobile) : nameof(RoleForm.Name), Said(p), $"/console/people/{p.Id}", form =>
        {
            var role = (RoleForm)form;
            (role.PersonId, role.Name) = (p.Id, p.Name);
            return null;
        }) { PersonId = p.Id }),
    ];

    /// <summary>The same while a role is entered. Whoever has it keeps it when it is revised: then another is shown, and not to be taken.</summary>
    public static async Task<IReadOnlyList<FieldHint>> OfRoleAsync(DuplicateQueries duplicates, Actor actor, RoleForm form, PersonProbe of, bool isNew, CancellationToken cancel)
    {
        // Chosen already: what is typed besides is not kept of a person who is known.
        if (isNew && form.PersonId is not null) return [];
        var hints = OfPeople(await duplicates.PeopleAsync(actor, of with { Name = form.Name, Mobile = form.Mobile, Except = form.PersonId }, cancel));
        return isNew ? hints : [.. hints.Select(h => h with { Take = null })];
    }

    public static IReadOnlyList<FieldHint> OfCompanies(IReadOnlyList<Lookalike> companies, string fair) =>
    [
        .. companies.Select(c => new FieldHint(c.Likeness is Likeness.CreditCode ? nameof(InvestorForm.CreditCode) : nameof(InvestorForm.NameZh), Said(c), $"/console/{fair}/investors/{c.Id}", _ => $"/console/{fair}/investors/{c.Id}")),
    ];

    /// <summary>Others that have the same number in an order, beside it.</summary>
    public static IReadOnlyList<FieldHint> OfSameOrder(string field, int? place, IReadOnlyList<string> others) => SameOrder.Notice(place ?? 0, others) is { } said ? [new FieldHint(field, said)] : [];

    private static string Said(Lookalike found) => $"{MergeTexts.Alike}{Language.Say("：", ": ")}{found.Said}";
}
