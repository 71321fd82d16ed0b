namespace InvestmentFair.Access;

/// <summary>Who is asking now, with the rights they have now and not those of when they logged in.</summary>
public interface IActorSource
{
    Task<Actor> CurrentAsync();
}
