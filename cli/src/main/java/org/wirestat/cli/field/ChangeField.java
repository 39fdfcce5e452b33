package org.wirestat.cli.field;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.view.Change;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.tracker.TcpState;

/** The fields of a difference between two moments ({@code --diff}), in their order. */
public enum ChangeField implements Field<Change> {
    TYPE(Kind.TEXT, "`change`"),
    TIME(Kind.TIME, "the later moment"),
    BEFORE(Kind.TIME, "the earlier moment; null if there was none, and everything that is there has opened"),
    CHANGE(Kind.TEXT, "`opened`, `closed` or `state`"),
    PROTO(Kind.TEXT, "`tcp`, `tcp6`, `udp` or `udp6`"),
    LOCAL_ADDRESS(Kind.ADDRESS, "address of the host that has the socket"),
    LOCAL_PORT(Kind.NUMBER, "its port"),
    FOREIGN_ADDRESS(Kind.ADDRESS, "address of the other end; null for a socket that waits for anybody"),
    FOREIGN_PORT(Kind.NUMBER, "port of the other end; null for a socket that waits for anybody"),
    FROM_STATE(Kind.TEXT, "state at the earlier moment; null if it had not opened, and for UDP"),
    TO_STATE(Kind.TEXT, "state at the later moment; null if it has closed, and for UDP"),
    BASIS(Kind.TEXT, "on what the newest of these states rests: `observed`, `presumed` or `picked-up`"),
    SINCE(Kind.TIME, "when it came into that state");

    /** All of them, in their order. */
    public static final List<Field<Change>> ALL = List.of(values());

    private final String fieldName = name().toLowerCase(Locale.ROOT);
    private final Kind kind;
    private final String meaning;

    ChangeField(Kind kind, String meaning) {
        this.kind = kind;
        this.meaning = meaning;
    }

    @Override
    public String fieldName() {
        return fieldName;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public void write(Change change, Context context, FieldSink to) {
        SocketRow row = change.row();
        SocketRow.Address peer = row.peer();
        switch (this) {
            case TYPE -> to.text("change");
            case TIME -> to.time(context.tableNs());
            case BEFORE -> to.time(change.beforeNs() == 0 ? null : (Long) change.beforeNs());
            case CHANGE -> to.text(change.kind().name().toLowerCase(Locale.ROOT));
            case PROTO -> to.text(SocketField.proto(row.transport(), row.ipVersion()));
            case LOCAL_ADDRESS -> to.address(row.local().host());
            case LOCAL_PORT -> to.number(row.local().port());
            case FOREIGN_ADDRESS -> to.address(peer == null ? null : peer.host());
            case FOREIGN_PORT -> to.number(peer == null ? null : (Long) (long) peer.port());
            case FROM_STATE -> to.text(name(change.from()));
            case TO_STATE -> to.text(name(change.to()));
            case BASIS -> to.text(BasisNames.name(row.basis()));
            case SINCE -> to.time(row.sinceNs());
        }
    }

    private static @Nullable String name(@Nullable TcpState state) {
        return state == null ? null : LinuxStates.name(state);
    }
}
