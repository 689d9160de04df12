import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.launcher.Launcher;

/** One node with the fixtures of the conformance suite, on a free port. Each argument is a setting: {@code KEY=VALUE}. */
final class Node {

    private Node() {}

    public static void main(String[] settings) throws InterruptedException {
        ConfigBuilder config = Config.builder().set("lmcp.auth", "none");
        for (String setting : settings) {
            config.set(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        try (Launcher launcher = Launcher.start(Lmcp.with(config.build()))) {
            System.out.println(launcher.uri());
            Thread.currentThread().join();
        }
    }
}
