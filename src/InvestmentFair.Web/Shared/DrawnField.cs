using Microsoft.AspNetCore.Components;

namespace InvestmentFair.Web.Shared;

/// <summary>A field of a form that its page draws itself, because what it takes is known only there. Told of every change as the others are.</summary>
public sealed record DrawnField(Filling Filling, string Name, string? Problem, EventCallback<string> Changed)
{
    public string StandsIn => Filling.StandsIn(Name);

    public Task TakeAsync(string? typed)
    {
        Filling.Type(Name, typed);
        return Changed.InvokeAsync(Name);
    }
}
