using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Transforms;

/// <summary>Opens a session of ONNX Runtime and says in a sentence why it cannot.</summary>
internal static class GeneratorSession
{
    /// <param name="open">Makes the session.</param>
    /// <param name="origin">Where the model is, for messages.</param>
    /// <param name="gpuDeviceId">The CUDA device wanted; null after a fall back to the CPU.</param>
    /// <param name="fallbackToCpu">Whether to fall back.</param>
    /// <param name="cuda">Adds CUDA to the options of a session; null is ONNX Runtime's own way.</param>
    /// <param name="role">What the model is to be, for messages.</param>
    public static InferenceSession Open(
        Func<SessionOptions, InferenceSession> open,
        string origin,
        ref int? gpuDeviceId,
        bool fallbackToCpu,
        Action<SessionOptions, int>? cuda = null,
        string role = "generator")
    {
        ExternalWeights.Check(origin, role);
        cuda ??= (options, device) => options.AppendExecutionProvider_CUDA(device);
        Exception? unusable = null;
        if (gpuDeviceId is { } device)
        {
            try
            {
                return Open(open, options => cuda(options, device));
            }
            // A CPU build has no such entry point, a build for phones refuses, a GPU build without CUDA's libraries or without a device fails in its own way
            // and under several codes: here, or when the session is made.
            catch (Exception e) when (e is OnnxRuntimeException or NotSupportedException || IsNativeMissing(e))
            {
                unusable = e;
            }
        }

        InferenceSession session;
        try
        {
            session = Open(open, _ => { });
        }
        catch (Exception e) when (IsNativeMissing(e))
        {
            bool missing = Innermost(e) is DllNotFoundException;
            throw new GeneratorException(
                missing ? "ONNX Runtime's native library was not found." : $"ONNX Runtime's native library is not of the version that is needed: {Cause(e).TrimEnd('.')}.",
                "GanAugment.Transforms leaves the choice of it to the application.",
                "Add the package Microsoft.ML.OnnxRuntime (CPU) or Microsoft.ML.OnnxRuntime.Gpu (CUDA) to the application, "
                    + "of the version of Microsoft.ML.OnnxRuntime.Managed or newer.",
                e);
        }
        catch (OnnxRuntimeException e)
        {
            throw new GeneratorException(
                $"The {role} is no ONNX file that ONNX Runtime can read: {e.Message.TrimEnd('.')}.",
                $"The file is '{origin}'.",
                $"Check the path, or export the {role} again.",
                e);
        }

        if (unusable is null) return session;
        if (!fallbackToCpu)
        {
            session.Dispose();
            throw new GeneratorException(
                $"CUDA device {gpuDeviceId} cannot be used: {Cause(unusable).TrimEnd('.')}.",
                $"It was asked for to run '{origin}'.",
                "Add the package Microsoft.ML.OnnxRuntime.Gpu and CUDA's libraries, leave gpuDeviceId out, or set fallbackToCpu.",
                unusable);
        }

        gpuDeviceId = null;
        return session;
    }

    private static InferenceSession Open(Func<SessionOptions, InferenceSession> open, Action<SessionOptions> provider)
    {
        using var options = new SessionOptions();
        // Idle threads that spin would take the cores that the trainer needs.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        provider(options);
        return open(options);
    }

    // ONNX Runtime looks its functions up when its first type is used: what fails there comes inside another exception.
    private static bool IsNativeMissing(Exception e) =>
        e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or TypeInitializationException;

    private static Exception Innermost(Exception e) => e is TypeInitializationException { InnerException: { } inner } ? Innermost(inner) : e;

    private static string Cause(Exception e) => Innermost(e).Message;
}
