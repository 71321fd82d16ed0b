using InvestmentFair.Web.Hosting;
using InvestmentFair.Web.Commands;

var verb = args is [{ } first, ..] && !first.StartsWith('-') ? first : "serve";
if (!Verbs.Known.Contains(verb)) return Verbs.Unknown(verb);
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. args.SkipWhile(a => a == verb)] });
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
