package org.wirestat.tracker.name;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.IpAddress;

/** Takes names out of the answers of DNS, and of its kin on the link; RFC 1035 §4.1. */
public final class DnsMessage {

    private static final int HEADER_LENGTH = 12;
    private static final int FLAGS = 2;
    private static final int QUESTIONS = 4;
    private static final int ANSWERS = 6;
    private static final int AUTHORITIES = 8;
    private static final int ADDITIONALS = 10;

    /** Response, kind of query, error: only an answer to an ordinary query, without error, is wanted. */
    private static final int MEANING = 0xf80f;

    private static final int IS_RESPONSE = 0x8000;

    // RFC 1035 §3.2.2, RFC 3596 §2.1
    private static final int A = 1;
    private static final int CNAME = 5;
    private static final int PTR = 12;
    private static final int AAAA = 28;

    private static final int INTERNET = 1;

    /** mDNS uses the other bit of the class; RFC 6762 §10.2. */
    private static final int CLASS_MASK = 0x7fff;

    private static final int MOST_QUESTIONS = 16;
    private static final int MOST_RECORDS = 256;

    /** Aliases of aliases. */
    private static final int MOST_ALIASES = 16;

    private final ByteBuffer bytes;
    private final int to;
    private final DomainName names;
    private final Map<String, String> aliasOf = new HashMap<>();
    private final List<Addressed> addressed = new ArrayList<>();

    private final List<Pointer> pointers = new ArrayList<>();

    private record Addressed(IpAddress address, String name) {}

    /** From the name of an address, or an alias of it (RFC 2317), to a host's. */
    private record Pointer(String owner, String target) {}

    private DnsMessage(ByteBuffer bytes, int from, int to) {
        this.bytes = bytes;
        this.to = to;
        names = new DomainName(bytes, from, to);
    }

    /**
     * Notes what an answer says of addresses. An address is called by the name that was asked for, not by what that is an
     * alias of. Nothing happens for what is no answer; of a broken one the part before the break counts.
     *
     * @param from index of the first byte of the message
     * @param to index after its last byte
     */
    public static void read(ByteBuffer bytes, int from, int to, NameSource source, long timeNs, NameTable table) {
        if (to - from < HEADER_LENGTH || (bytes.getShort(from + FLAGS) & MEANING) != IS_RESPONSE) {
            return;
        }
        DnsMessage message = new DnsMessage(bytes, from, to);
        int at = message.skipQuestions(from + HEADER_LENGTH, bytes.getShort(from + QUESTIONS) & 0xffff);
        int records = bytes.getShort(from + ANSWERS) & 0xffff;
        if (source == NameSource.MDNS) { // tells more than it was asked for, and of its own host only
            records += (bytes.getShort(from + AUTHORITIES) & 0xffff) + (bytes.getShort(from + ADDITIONALS) & 0xffff);
        }
        for (int i = 0; i < Math.min(records, MOST_RECORDS) && at >= 0; i++) {
            at = message.record(at);
        }
        for (Addressed one : message.addressed) {
            table.note(one.address(), message.asked(one.name()), source, timeNs);
        }
        for (Pointer pointer : message.pointers) {
            IpAddress address = ReverseName.address(message.asked(pointer.owner()));
            if (address != null) {
                table.note(address, pointer.target(), source, timeNs);
            }
        }
    }

    /** Index behind them, or -1. */
    private int skipQuestions(int first, int count) {
        int at = first;
        for (int i = 0; i < count; i++) {
            if (i == MOST_QUESTIONS || names.read(at) == null) {
                return -1;
            }
            at = names.next() + 4;
        }
        return at;
    }

    /** Index behind it, or -1 if there is no whole one. */
    private int record(int first) {
        String owner = names.read(first);
        int at = names.next();
        if (owner == null || to - at < 10) {
            return -1;
        }
        int type = bytes.getShort(at) & 0xffff;
        int length = bytes.getShort(at + 8) & 0xffff;
        boolean isInternet = (bytes.getShort(at + 2) & CLASS_MASK) == INTERNET;
        at += 10;
        if (to - at < length) {
            return -1;
        }
        if (isInternet) {
            if (type == A && length == 4) {
                addressed.add(new Addressed(IpAddress.v4(bytes.getInt(at)), owner));
            } else if (type == AAAA && length == 16) {
                addressed.add(new Addressed(IpAddress.v6(bytes.getLong(at), bytes.getLong(at + 8)), owner));
            } else if (type == CNAME || type == PTR) {
                pointer(type, owner, names.read(at));
            }
        }
        return at + length;
    }

    private void pointer(int type, String owner, @Nullable String target) {
        if (target == null) {
            return;
        }
        if (type == CNAME) {
            aliasOf.putIfAbsent(target, owner);
            return;
        }
        pointers.add(new Pointer(owner, target));
    }

    /** The name that led to this one. */
    private String asked(String name) {
        String asked = name;
        for (int i = 0; i < MOST_ALIASES; i++) {
            String alias = aliasOf.get(asked);
            if (alias == null || alias.isEmpty()) {
                break;
            }
            asked = alias;
        }
        return asked;
    }
}
