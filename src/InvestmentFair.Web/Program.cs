using InvestmentFair.Web.Hosting;
using InvestmentFair.Web.Commands;

var verb = args.FirstOrDefault(a => !a.StartsWith('-')) is { } first && Verbs.Known.Contains(first) ? first : "serve";
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. args.Where(a => a != verb)] });
builder.AddProduct();

var app = builder.Build();
return verb switch
{
    "migrate" => await app.MigrateAsync(),
    "seed" => await app.SeedAsync(),
    "verify" => await app.VerifyAsync(),
    _ => await app.ServeAsync(),
};

/// <summary>Named so that tests can start the same program.</summary>
public partial class Program;
