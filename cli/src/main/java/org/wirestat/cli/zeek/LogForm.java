package org.wirestat.cli.zeek;

import java.util.ArrayList;
import java.util.List;
import org.wirestat.tracker.connlog.Conn;

/** One of the two forms in which Zeek writes its logs. */
public abstract sealed class LogForm permits TabSeparatedForm, JsonForm {

    /**
     * What a log tells beyond Zeek's usual columns.
     *
     * @param links VLANs and link addresses, as Zeek's scripts vlan-logging and mac-logging add them
     * @param communityId the published name of a flow that other tools give it too
     * @param communityIdSeed mixed into these names, 0 to 65535
     */
    public record Extras(boolean links, boolean communityId, int communityIdSeed) {}

    private final LocalNetworks local;
    private final CommunityId communityId;
    private final List<Column> columns = new ArrayList<>();

    LogForm(LocalNetworks local, Extras extras) {
        this.local = local;
        communityId = new CommunityId(extras.communityIdSeed());
        for (Column column : Column.values()) {
            boolean isThere = switch (column.group()) {
                case USUAL -> true;
                case LINKS -> extras.links();
                case COMMUNITY_ID -> extras.communityId();
            };
            if (isThere) {
                columns.add(column);
            }
        }
    }

    /** Tab-separated values with Zeek's header lines. */
    public static LogForm tabSeparated(LocalNetworks local, Extras extras) {
        return new TabSeparatedForm(local, extras);
    }

    /** One JSON object a line. */
    public static LogForm json(LocalNetworks local, Extras extras) {
        return new JsonForm(local, extras);
    }

    final List<Column> columns() {
        return columns;
    }

    final void write(Column column, Conn conn, ValueSink to) {
        column.write(conn, local, communityId, to);
    }

    /** What stands before the first line of a file. */
    abstract void head(long nowNs, AsciiLine to);

    abstract void add(Conn conn, AsciiLine to);

    /** What stands after the last line of a file. */
    abstract void foot(long nowNs, AsciiLine to);
}
