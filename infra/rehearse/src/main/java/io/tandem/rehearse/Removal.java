package io.tandem.rehearse;

import io.tandem.local.demo.Story;
import io.tandem.rehearse.host.Host;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a host looks like before anything is installed, and that it looks so again in the end. */
final class Removal {

    private static final Duration UNINSTALLING = Duration.ofMinutes(2);

    private final Scene scene;
    private final Story story;
    private final Map<Host, HostContents> before = new LinkedHashMap<>();

    /** To be made before the first command. */
    Removal(Scene scene) {
        this.scene = scene;
        this.story = scene.story();
        scene.hosts().forEach(host -> before.put(host, HostContents.of(host)));
    }

    void uninstall() {
        story.chapter("七、卸载", "everything is taken away again");
        for (Host host : scene.hosts()) {
            for (String program : Rollout.programsOn(host, scene)) {
                story.does("on %s: install.sh --uninstall of %s".formatted(host.name(), program));
                story.shows(host.run(UNINSTALLING, Rollout.INSTALLER.formatted(program), "--uninstall")
                        .orFail()
                        .lines());
            }
            List<String> left = HostContents.of(host).beyond(before.get(host));
            story.expects(
                    left.isEmpty(),
                    left.isEmpty()
                            ? "%s: not one file, user, group, unit or process more than before".formatted(host.name())
                            : "%s: left behind: %s".formatted(host.name(), left));
        }
    }
}
