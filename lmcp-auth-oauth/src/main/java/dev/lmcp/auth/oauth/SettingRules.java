package dev.lmcp.auth.oauth;

import dev.lmcp.spi.Settings;

/** Refuses values that would be taken for something else than the operator meant. */
final class SettingRules {

    private SettingRules() {}

    /**
     * Reports a problem if the key is set to nothing. A rule for tokens without a value is a variable that was not filled
     * in, rather than the wish for the default.
     */
    static void refuseEmpty(Settings settings, String key) {
        if (settings.origin(key).isPresent() && settings.list(key).isEmpty()) {
            settings.problem(
                    key, "is set to nothing; expected a value: set one, or remove the key if its default is meant");
        }
    }

    /** Reports a problem if an entry of the list has a {@code *}, because entries are compared character for character. */
    static void refuseWildcard(Settings settings, String key) {
        settings.list(key).stream()
                .filter(entry -> entry.contains("*"))
                .forEach(entry -> settings.problem(
                        key,
                        "has '" + entry
                                + "'; expected each value in full, because '*' stands for itself and not for other"
                                + " characters"));
    }
}
