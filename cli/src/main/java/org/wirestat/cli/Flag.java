package org.wirestat.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every option, defined once: the parser, the help text and the explanation of wrong command lines all read it from
 * here. Letters follow net-tools netstat, but for {@code -i} and {@code -r}, which follow tcpdump.
 */
enum Flag {
    INTERFACE(Group.SOURCE, "NAME", "capture from this interface (repeatable; any: all of them)", "-i", "--interface"),
    READ(Group.SOURCE, "FILE", "read captures: a file, a folder, a pattern, - (repeatable)", "-r", "--read"),
    FOLLOW(Group.SOURCE, "", "go on reading a file that is still being written", "--follow"),
    LIST_INTERFACES(Group.SOURCE, "", "list the interfaces that can be captured from", "-D", "--list-interfaces"),
    FOR(Group.SOURCE, "DURATION", "stop after so much time, of the capture's own clock", "--for"),
    COUNT(Group.SOURCE, "N", "stop after N frames", "--count"),
    SNAPLEN(Group.SOURCE, "BYTES", "bytes to keep of each frame", "--snaplen"),
    BUFFER(Group.SOURCE, "SIZE", "kernel memory for frames that wait, such as 64M", "--buffer"),
    ENGINE(Group.SOURCE, "NAME", "auto (default), pcap (libpcap) or ring (Linux)", "--engine"),
    NO_PROMISCUOUS(Group.SOURCE, "", "only frames that the interface would take anyway", "--no-promiscuous"),
    USER(Group.SOURCE, "NAME", "who to be once root is not needed (default: who called sudo)", "--user"),
    KEEP_ROOT(Group.SOURCE, "", "stay root; whoever breaks the decoder then is root", "--insecure-keep-root"),

    ALL(Group.ROWS, "", "connected and listening sockets (default: connected)", "-a", "--all"),
    LISTENING(Group.ROWS, "", "only listening sockets", "-l", "--listening"),
    TCP(Group.ROWS, "", "TCP", "-t", "--tcp"),
    UDP(Group.ROWS, "", "UDP", "-u", "--udp"),
    IPV4(Group.ROWS, "", "IPv4", "-4", "--inet"),
    IPV6(Group.ROWS, "", "IPv6", "-6", "--inet6"),
    STATE(Group.ROWS, "LIST", "only these states, in any netstat's spelling, joined by commas", "--state"),
    HOST(Group.ROWS, "ADDR|NET", "only sockets with an end there (repeatable)", "--host"),
    PORT(Group.ROWS, "N|NAME", "only sockets with this port at an end (repeatable)", "--port"),
    NET(Group.ROWS, "NET", "only sockets with an end in this network too (repeatable)", "--net"),
    PROTO(Group.ROWS, "LIST", "only tcp, tcp4, tcp6, udp, udp4, udp6, joined by commas", "--proto"),
    WHERE(Group.ROWS, "CONDITION", "only sockets that fit, in the language of ss; see below", "--where"),
    SORT(Group.ROWS, "FIELD[:desc]", "order by a field of the machine outputs, or by several", "--sort"),
    LIMIT(Group.ROWS, "N", "no more than the first N rows of a table", "--limit"),
    LOCAL(Group.ROWS, "NET", "hosts whose sockets are listed (repeatable; default: those near)", "--local"),
    BOTH_ENDS(Group.ROWS, "", "list the sockets of all hosts, near and far", "--both-ends"),

    FLOWS(Group.VIEW, "", "one line a connection, with both ends", "--flows"),
    HOSTS(Group.VIEW, "", "one line a host: addresses, MAC, role, sockets, traffic", "--hosts"),
    SUMMARY(Group.VIEW, "", "counts by state and by host, and of states against each other", "--summary"),
    STATISTICS(Group.VIEW, "", "protocol statistics of the local hosts together", "-s", "--statistics"),
    GROUPS(Group.VIEW, "", "multicast groups, from IGMP and MLD", "-g", "--groups"),
    INTERFACES(Group.VIEW, "", "where the frames come from, and how many", "--interfaces"),
    WHY(Group.VIEW, "HOST[:PORT]", "how the states of its sockets came about, frame by frame (repeatable)", "--why"),
    EVENTS(Group.VIEW, "", "each change of state as it happens", "--events"),
    DIFF(Group.VIEW, "[TIME TIME]", "what opened, closed, changed state between them, or since -c's last", "--diff"),

    AT(Group.WHEN, "TIME", "the table of this moment (repeatable); see below", "--at"),
    EVERY(Group.WHEN, "DURATION", "a table whenever so much time has passed", "--every"),
    CONTINUOUS(Group.WHEN, "[SECONDS]", "a table every second, or as often as said", "-c", "--continuous"),

    NUMERIC(Group.HOW, "", "addresses and ports as numbers", "-n", "--numeric"),
    RESOLVE(Group.HOW, "WHO", "who names hosts: none, passive (default), active (asks DNS)", "--resolve"),
    WIDE(Group.HOW, "", "do not cut long addresses", "-W", "--wide"),
    TIMERS(Group.HOW, "", "what each socket waits for, as far as the wire tells", "-o", "--timers"),
    EXTEND(Group.HOW, "", "what each state rests on, and its age", "-e", "--extend"),
    PROGRAMS(Group.HOW, "", "process and program of this host's own sockets", "-p", "--programs"),
    FORMAT(Group.HOW, "SYSTEM", "whose table: linux (default), windows, bsd, ss", "--format"),
    OUTPUT(Group.HOW, "FORM", "table (default), or for programs: json, jsonl, csv, tsv, zeek, zeek-json", "--output"),
    COMMUNITY_ID(Group.HOW, "[SEED]", "logs: the Community ID of each connection", "--community-id"),
    ROTATE(Group.HOW, "DURATION", "logs: into files, conn.TIME.log, a new one so often (and at SIGHUP)", "--rotate"),
    COLOR(Group.HOW, "WHEN", "colours by state: auto (default: on a terminal), always, never", "--color"),
    QUIET(Group.HOW, "", "no summary and no progress on standard error", "--quiet"),
    STRICT(Group.HOW, "", "exit with 4 if anything is missing from the tables", "--strict"),

    MIRROR_HEALTH(Group.HOW, "", "no sockets: is the mirror port right? (text, or --output json)", "--mirror-health"),

    CHECKSUMS(Group.READING, "MODE", "believe bad TCP checksums: auto (default), verify, ignore", "--checksums"),
    DUPLICATES(Group.READING, "MODE", "second copies from a mirror: drop (default) or keep", "--duplicates"),
    VLAN(Group.READING, "MODE", "a connection under two tags: merge (default) or separate", "--vlan"),
    OUTER(Group.READING, "", "list the datagrams that carry tunnels too", "--outer"),
    SERVER_PORTS(
            Group.READING, "LIST", "logs: ports that tell the responder: default, none or a list", "--server-ports"),
    MAX_CONNECTIONS(
            Group.READING, "N", "connections held at most; live 1048576, else what memory allows", "--max-connections"),
    MAX_UNCOMPRESSED(
            Group.READING,
            "SIZE",
            "what a packed file may unpack to (default: 200 times its size)",
            "--max-uncompressed"),
    TIME_WAIT(Group.READING, "DURATION", "life of TIME_WAIT (default: 60s, as Linux)", "--time-wait"),
    NO_TIMERS(Group.READING, "", "no socket changes or goes by time alone", "--no-timers"),

    HELP(Group.HELP, "", "the commonest options", "-h"),
    WHOLE_HELP(Group.HELP, "", "all options", "--help"),
    MANUAL(Group.HELP, "", "the manual page, for man -l", "--man"),
    COMPLETION(Group.HELP, "SHELL", "a script that completes options in bash, zsh or fish", "--completion"),
    VERSION(Group.HELP, "", "versions of wirestat, Java, libpcap (-v: and of the list of makers)", "--version"),
    VERBOSE(Group.HELP, "", "more on standard error", "-v", "--verbose");

    /** Parts of the help text. */
    enum Group {
        SOURCE("Where frames come from (default: an interface that is up)"),
        ROWS("Which rows"),
        VIEW("Which table (default: sockets)"),
        WHEN("When a table is printed (default: at the end)"),
        HOW("How it looks"),
        READING("How frames are read"),
        HELP("Help");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final Group group;
    private final String parameter;
    private final String description;
    private final String spelling;
    private final @Nullable String otherSpelling;

    Flag(Group group, String parameter, String description, String spelling) {
        this(group, parameter, description, spelling, null);
    }

    Flag(Group group, String parameter, String description, String spelling, @Nullable String otherSpelling) {
        this.group = group;
        this.parameter = parameter;
        this.description = description;
        this.spelling = spelling;
        this.otherSpelling = otherSpelling;
    }

    Group group() {
        return group;
    }

    /** What the option takes, for people; empty if it takes nothing, in brackets if it may be left out. */
    String parameter() {
        return parameter;
    }

    boolean takesValue() {
        return !parameter.isEmpty();
    }

    boolean valueMayBeMissing() {
        return parameter.startsWith("[");
    }

    /** Whether its value is two words; a value that may be missing is missing with both. */
    boolean takesTwoWords() {
        return parameter.indexOf(' ') > 0;
    }

    String description() {
        return description;
    }

    /** A letter with one dash, a word with two, or both. */
    List<String> spellings() {
        return otherSpelling == null ? List.of(spelling) : List.of(spelling, otherSpelling);
    }

    /** How messages call it. */
    @Override
    public String toString() {
        return spelling;
    }
}
