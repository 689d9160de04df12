package dev.lmcp.server.base;

/**
 * Tells the errors of the process from those of a plugin's code.
 *
 * <p>A failed assertion, an absent class, Kotlin's {@code NotImplementedError} and a stack overflow are faults of the code
 * that threw them. They are treated as an exception is: the call fails, and everything else goes on. A virtual machine
 * without memory or with an internal error, and the end of a thread, are not for a call to handle.
 */
public final class FatalErrors {

    /** By name, as the class is deprecated for removal. */
    private static final String END_OF_A_THREAD = "java.lang.ThreadDeath";

    private FatalErrors() {}

    /** Throws the error again if it is not a fault of the code that threw it. */
    public static void rethrow(Throwable fault) {
        boolean isOfTheMachine = fault instanceof VirtualMachineError && !(fault instanceof StackOverflowError);
        if (fault instanceof Error error
                && (isOfTheMachine || fault.getClass().getName().equals(END_OF_A_THREAD))) {
            throw error;
        }
    }
}
