using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.Runtime;

// The exceptions of the library: each is marked, and processed by a context where there is one.
internal static class Contracts
{
    private const string MarkKey = "ML_IsMarked";

    public static TException Mark<TException>(TException ex)
        where TException : Exception
    {
        ex.Data[MarkKey] = 1;
        return ex;
    }

    public static Exception Except(string message) => Mark(new InvalidOperationException(message));

    public static Exception Except(this IExceptionContext ctx, string message) => Process(ctx, new InvalidOperationException(message));

    public static Exception ExceptParam(string parameter, string message = null) => Mark(OutOfRange(parameter, message));

    public static Exception ExceptParam(this IExceptionContext ctx, string parameter, string message = null) => Process(ctx, OutOfRange(parameter, message));

    public static Exception ExceptDecode(string message) => Mark(new FormatException(message));

    public static Exception ExceptNotSupported(string message) => Mark(new NotSupportedException(message));

    public static Exception ExceptSchemaMismatch(string parameter, string role, string column)
        => ExceptParam(parameter, $"Could not find {role} column '{column}'");

    public static Exception ExceptSchemaMismatch(this IExceptionContext ctx, string parameter, string role, string column)
        => ExceptParam(ctx, parameter, $"Could not find {role} column '{column}'");

    public static Exception ExceptSchemaMismatch(string parameter, string role, string column, string expected, string actual)
        => ExceptParam(parameter, $"Schema mismatch for {role} column '{column}': expected {expected}, got {actual}");

    public static Exception ExceptSchemaMismatch(this IExceptionContext ctx, string parameter, string role, string column, string expected, string actual)
        => ExceptParam(ctx, parameter, $"Schema mismatch for {role} column '{column}': expected {expected}, got {actual}");

    public static void Check([DoesNotReturnIf(false)] bool holds, string message = null)
    {
        if (!holds)
            throw Except(message);
    }

    public static void CheckParam([DoesNotReturnIf(false)] bool holds, string parameter, string message = null)
    {
        if (!holds)
            throw ExceptParam(parameter, message);
    }

    public static void CheckDecode([DoesNotReturnIf(false)] bool holds, string message = null)
    {
        if (!holds)
            throw ExceptDecode(message);
    }

    public static void CheckValue(object value, string parameter)
    {
        if (value is null)
            throw Mark(new ArgumentNullException(parameter));
    }

    public static void CheckNonEmpty(string value, string parameter)
        => CheckParam(!string.IsNullOrEmpty(value), parameter, $"{parameter} cannot be null or empty");

    public static void CheckNonEmpty<T>(T[] value, string parameter)
        => CheckParam(value is { Length: > 0 }, parameter, $"{parameter} cannot be null or empty");

    private static ArgumentOutOfRangeException OutOfRange(string parameter, string message)
        => message is null ? new ArgumentOutOfRangeException(parameter) : new ArgumentOutOfRangeException(parameter, message);

    private static Exception Process<TException>(IExceptionContext ctx, TException ex)
        where TException : Exception
        => ctx is null ? Mark(ex) : ctx.Process(ex);
}
