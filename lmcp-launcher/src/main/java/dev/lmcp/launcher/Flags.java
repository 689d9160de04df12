package dev.lmcp.launcher;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of {@code java -jar lmcp.war}.
 *
 * @param action what the process must do
 * @param values the other flags with their values, as written
 */
record Flags(Action action, Map<String, String> values) {

    /** The transport that serves by default. */
    static final String HTTP = "http";

    private static final String TRANSPORT = "--transport";

    /** What the process must do. */
    enum Action {
        /** Serve until the process ends. */
        RUN,
        /** Check the start without starting. */
        CHECK,
        /** Show the versions. */
        VERSION,
        /** Show the help. */
        HELP
    }

    /** Reads the command line. The names of flags that are not the launcher's own are checked later, by the configuration. */
    static Flags parse(String... args) throws CommandLineException {
        Map<String, String> values = new LinkedHashMap<>();
        Action action = Action.RUN;
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            Optional<Action> named = action(arg);
            if (named.isPresent()) {
                action = named.get().compareTo(action) > 0 ? named.get() : action;
            } else if (arg.equals("--stdio")) {
                put(values, TRANSPORT, "stdio");
            } else if (arg.equals(DevFolders.FLAG) && (i + 1 == args.length || args[i + 1].startsWith("--"))) {
                put(values, arg, DevFolders.USUAL);
            } else if (!arg.startsWith("--")) {
                throw new CommandLineException(
                        "'" + arg + "' is not a flag; expected a flag that --help lists" + Help.suggest(arg));
            } else if (arg.indexOf('=') > 0) {
                put(values, arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
            } else if (i + 1 < args.length && !args[i + 1].startsWith("--")) {
                i++;
                put(values, arg, args[i]);
            } else {
                throw new CommandLineException(
                        "flag '" + arg + "' has no value; expected a value after it: see --help");
            }
        }
        return new Flags(action, Map.copyOf(values));
    }

    private static Optional<Action> action(String arg) {
        return switch (arg) {
            case "--help", "-h", "-?" -> Optional.of(Action.HELP);
            case "--version", "-V" -> Optional.of(Action.VERSION);
            case "--check" -> Optional.of(Action.CHECK);
            default -> Optional.empty();
        };
    }

    private static void put(Map<String, String> values, String flag, String value) throws CommandLineException {
        if (values.putIfAbsent(flag, value) != null) {
            throw new CommandLineException("flag '" + flag + "' is set twice; expected it once: remove one");
        }
    }

    /** Returns the file of the class archive to write, if the flag names one. */
    Optional<String> classArchive() {
        return Optional.ofNullable(values.get(ClassArchive.FLAG));
    }

    boolean isCheck() {
        return action == Action.CHECK;
    }

    /** Returns the transport plugin that a flag, a system property or the environment names, if it is not {@code http}. */
    Optional<String> plugin(Map<String, String> environment) {
        return Optional.ofNullable(values.get(TRANSPORT))
                .or(() -> Optional.ofNullable(values.get("--lmcp.transport")))
                .or(() -> Optional.ofNullable(System.getProperty("lmcp.transport")))
                .or(() -> Optional.ofNullable(environment.get("LMCP_TRANSPORT")))
                .map(String::trim)
                .filter(name -> !name.isEmpty() && !name.equals(HTTP));
    }
}
