using InvestmentFair.Projects;
using static InvestmentFair.Kernel.Language;

namespace InvestmentFair.Web.Texts;

/// <summary>Pictures and papers of a listing, in the console.</summary>
public static class ListingFileTexts
{
    public static string Title => Say("图片和资料", "Pictures and documents");
    public static string Hint(int most) => Say($"门户按此顺序显示，最多 {most} 份。图片会重新压缩并去掉拍摄信息；PDF 作为附件下载。", $"Shown on the portal in this order, at most {most}. Pictures are compressed anew and lose their camera data; a PDF is offered for download.");
    public static string None => Say("还没有图片和资料。没有图片的项目在门户显示类别图标。", "There is nothing yet. A project without a picture is shown with the sign of its category.");
    public static string Picture => Say("图片", "Picture");
    public static string PictureHint => Say("厂房发布后，门户显示此图片。图片会重新压缩并去掉拍摄信息。", "Shown on the portal once the plant is. It is compressed anew and loses its camera data.");
    public static string NoPicture => Say("还没有图片，门户显示线描图。", "There is no picture yet; the portal shows a drawing.");
    public static string PictureOf(string plant) => Say($"{plant}图片", $"Picture of {plant}");
    public static string AddPicture => Say("添加图片", "Add a picture");
    public static string ReplacePicture => Say("换图片", "Replace the picture");
    public static string Cover => Say("封面", "Cover");
    public static string NoEnglish => Say("缺英文说明", "No English caption");
    public static string Add => Say("添加图片或 PDF", "Add a picture or PDF");
    public static string Describe => Say("改说明", "Edit caption");
    public static string TakeAway => Say("撤下", "Take away");
    public static string ForwardNamed(string caption) => Say($"{caption} 前移", $"Move “{caption}” forward");
    public static string BackNamed(string caption) => Say($"{caption} 后移", $"Move “{caption}” back");
    public static string Facts(ProjectFileView file) => file.IsPicture ? $"{file.Width}×{file.Height} · {Math.Max(1, file.Size / 1024)} KB" : $"{file.Name} · {Math.Max(1, file.Size / 1024)} KB";
}
