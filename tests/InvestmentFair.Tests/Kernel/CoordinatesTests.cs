using InvestmentFair.Kernel;

namespace InvestmentFair.Tests.Kernel;

public sealed class CoordinatesTests
{
    [Theory]
    [InlineData(31.1774276, 121.5272106, 31.1753040, 121.5315419)]
    [InlineData(22.543847, 113.912316, 22.5407961, 113.9171765)]
    [InlineData(39.911954, 116.377817, 39.9133455, 116.3840472)]
    public void A_place_is_found_in_a_chinese_map(double latitude, double longitude, double north, double east)
    {
        var there = new Coordinates((decimal)latitude, (decimal)longitude).InGcj02();

        Assert.Equal(north, (double)there.Latitude, 0.00002);
        Assert.Equal(east, (double)there.Longitude, 0.00002);
    }

    [Fact]
    public void A_link_says_latitude_first_and_no_more_than_a_metre() =>
        Assert.Equal("geo:35.776,113.28123", new Coordinates(35.7760001m, 113.281234m).Link);
}
