using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace InvestmentFair.Kernel;

/// <summary>Makes the names in a directory outlive a power cut.</summary>
internal static class DirectoryNames
{
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;
    private const int InvalidArgument = 22;
    private const int NotSupported = 95;

    /// <summary>
    /// Writes a directory to the disk, as flushing writes a file; .NET opens no directories. Elsewhere than on Linux nothing is
    /// done: Windows journals a rename and has no such call, and nobody serves the product from another system.
    /// </summary>
    public static void Flush(string directory)
    {
        if (!OperatingSystem.IsLinux()) return;
        var handle = Open([.. Encoding.UTF8.GetBytes(directory), 0], ReadOnly | CloseOnExec);
        if (handle < 0) throw Fault(directory, Marshal.GetLastPInvokeError());
        try
        {
            // A file system that cannot do it for a directory says so; there is no better to be had on it.
            if (FSync(handle) != 0 && Marshal.GetLastPInvokeError() is not (InvalidArgument or NotSupported) and var error) throw Fault(directory, error);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Fault(string directory, int error) => new($"{directory} could not be flushed: {new Win32Exception(error).Message}", error);

    [DllImport("libc", EntryPoint = "open", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FSync(int handle);

    [DllImport("libc", EntryPoint = "close"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
