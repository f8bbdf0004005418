package io.tandem.rehearse;

import io.tandem.local.demo.Story;
import io.tandem.rehearse.host.Host;
import java.time.Duration;
import java.util.List;

/** What a host looks like before anything is installed, and that it looks so again in the end. */
final class Removal {

    private static final Duration UNINSTALLING = Duration.ofMinutes(2);

    private final Story story;
    private final Cloud cloud;

    Removal(Scene scene, Cloud cloud) {
        this.story = scene.story();
        this.cloud = cloud;
    }

    void uninstall() {
        story.chapter("十、卸载与删除", "everything is taken away again");
        cloud.hosts().forEach(this::uninstall);
        story.does("delete the stack");
        story.expects(cloud.delete(), "Delete complete");
        story.expects(cloud.hosts().isEmpty(), "no host is left");
    }

    private void uninstall(String id, Host host) {
        String program = Updates.programOf(id);
        story.does("on %s: install.sh --uninstall of %s".formatted(host.name(), program));
        story.shows(host.run(UNINSTALLING, Updates.INSTALLER.formatted(program), "--uninstall")
                .orFail()
                .lines());
        List<String> left = HostContents.of(host).beyond(cloud.before(id));
        story.expects(
                left.isEmpty(),
                left.isEmpty()
                        ? "%s: not one file, user, group, unit or process more than before".formatted(host.name())
                        : "%s: left behind: %s".formatted(host.name(), left));
    }
}
