using System.Text;
using InvestmentFair.Files;
using InvestmentFair.Web.Hosting;
using InvestmentFair.Web.Tests.Portal;
using Microsoft.Extensions.Options;

namespace InvestmentFair.Web.Tests.Hosting;

/// <summary>The running product throws forgotten uploads away by itself, and says how many.</summary>
public sealed class UploadSweepTests(PortalFactory factory) : IClassFixture<PortalFactory>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_forgotten_upload_is_removed_at_the_start_and_counted_in_the_log()
    {
        var store = factory.Services.GetRequiredService<FileStore>();
        var upload = (await store.KeepAsync("忘.pdf", new MemoryStream(Encoding.UTF8.GetBytes("%PDF-1.7 忘")), Cancel)).Value!;
        var directory = factory.Services.GetRequiredService<IOptions<DataOptions>>().Value.Directory;
        File.SetLastWriteTimeUtc(Path.Combine(directory, "files", upload.Sha256[..2], upload.Sha256), TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2));
        using var heard = new Heard();
        using var log = LoggerFactory.Create(log => log.AddProvider(heard));
        using var sweep = new UploadSweep(factory.Services.GetRequiredService<FileDesk>(), log.CreateLogger<UploadSweep>());

        await sweep.StartAsync(Cancel);
        for (var i = 0; i < 200 && heard.Lines.IsEmpty; i++) await Task.Delay(50, Cancel);
        await sweep.StopAsync(Cancel);

        Assert.False(store.Holds(upload.Sha256));
        Assert.Equal($"1 uploads that no record points at were removed, {upload.Size} bytes", Assert.Single(heard.Lines).TrimEnd());
    }

    [Fact]
    public void The_product_hosts_the_sweep() => Assert.Single(factory.Services.GetServices<IHostedService>().OfType<UploadSweep>());
}
