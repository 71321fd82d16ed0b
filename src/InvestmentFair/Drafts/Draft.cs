using System.Text.Encodings.Web;
using System.Text.Json;

namespace InvestmentFair.Drafts;

/// <summary>What stood in a field when the form was opened, and what stands there now: as read where it can be read, else as typed.</summary>
public sealed record DraftField(string Was, string Typed);

/// <summary>Which form is being filled in where: the kind of form, with its verb where a page has several, and the page's address.</summary>
public sealed record DraftPlace(string Form, string Address)
{
    public const int LongestForm = 160;
    public const int LongestAddress = 400;

    public bool CanBeKept => Form.Length <= LongestForm && Address.Length <= LongestAddress;
}

/// <summary>
/// What one person has typed into one form and not saved yet. It is theirs alone, has no history, and goes when the form is
/// saved or discarded, or after <see cref="KeptDays"/> days. The same form open in two tabs is two forms: each has its own press,
/// and its own draft.
/// </summary>
public sealed class Draft
{
    public const int KeptDays = 30;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Guid OwnerId { get; private set; }

    public string Form { get; private set; } = "";

    public string Address { get; private set; } = "";

    /// <summary>The version of the record the form was opened from; 0 for a new one.</summary>
    public int BaseVersion { get; private set; }

    /// <summary>The press by which this form would be saved, which tells it from the same form in another tab; once that has been answered the draft is of no use.</summary>
    public Guid PressKey { get; private set; }

    public string Fields { get; private set; } = "{}";

    public DateTime SavedAt { get; private set; }

    public IReadOnlyDictionary<string, DraftField> Read() => JsonSerializer.Deserialize<Dictionary<string, DraftField>>(Fields, Plain)!;

    public static string Write(IReadOnlyDictionary<string, DraftField> fields) => JsonSerializer.Serialize(fields, Plain);
}

/// <summary>
/// One press of a button by somebody, and what came of it. The database holds it unique, so that a press repeated by a double
/// click, a retry or a restored page has one effect, and is answered with the result of the first.
/// </summary>
public sealed class Press
{
    private Press()
    {
    }

    public Press(Guid actorId, Guid key, string act, DateTime at, Guid? resultId) => (ActorId, Key, Act, At, ResultId) = (actorId, key, act, at, resultId);

    public Guid ActorId { get; private set; }

    public Guid Key { get; private set; }

    public string Act { get; private set; } = "";

    public DateTime At { get; private set; }

    /// <summary>The record that was made or changed.</summary>
    public Guid? ResultId { get; private set; }
}
