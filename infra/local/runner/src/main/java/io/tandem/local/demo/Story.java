package io.tandem.local.demo;

import io.tandem.local.process.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells what is done and what is seen, and keeps count of what did not come out as it must. */
public final class Story {

    private final Progress out;
    private final List<String> broken = new ArrayList<>();
    private int held;

    public Story(Progress out) {
        this.out = out;
    }

    public void chapter(String chinese, String english) {
        out.say("");
        out.say("== " + chinese + " · " + english);
    }

    /** Something the visitor, or the demo itself, does. */
    public void does(String text) {
        out.say("   → " + text);
    }

    /** Something that is only worth knowing. */
    public void sees(String text) {
        out.say("   ← " + text);
    }

    /** What belongs to the line before, such as the lines of a table. */
    public void shows(List<String> lines) {
        lines.forEach(line -> out.say("     " + line));
    }

    /** Something that must be so; if it is not, the demo fails in the end, and goes on until then. */
    public void expects(boolean asItMust, String line) {
        if (asItMust) {
            held++;
            out.say("   ✓ " + line);
        } else {
            broken.add(line);
            out.say("   ✗ " + line + "   <-- this did not hold");
        }
    }

    /** The last lines; true if everything held. */
    public boolean end(Duration took) {
        out.say("");
        broken.forEach(line -> out.say("did not hold: " + line));
        out.say(String.format(
                Locale.ROOT,
                "%d of %d expectations held, in %.0f s.",
                held,
                held + broken.size(),
                took.toMillis() / 1_000.0));
        return broken.isEmpty();
    }
}
