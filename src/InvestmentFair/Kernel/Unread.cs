namespace InvestmentFair.Kernel;

/// <summary>A value of an address or a question that means nothing: under which name it came, what was typed, and what the reader is told.</summary>
public sealed record Unread(string Key, string Typed, string Text);
