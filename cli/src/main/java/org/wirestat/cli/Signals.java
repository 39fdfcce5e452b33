package org.wirestat.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;

/**
 * The signals that ask a program to end, to say how far it is, or to draw its screen anew. One that was ignored when we were started stays so
 * (nohup).
 *
 * <p>sun.misc.Signal is the only way to hear of a signal and go on, and javac warns of its every use, whatever one says:
 * hence by reflection. That takes some ten milliseconds the first time, and so a thread of its own takes them.
 */
final class Signals {

    /**
     * INFO is what Ctrl-T sends on BSD and macOS; USR1 would end a Java program that does not listen for it. WINCH and CONT say
     * that a screen has to be drawn anew.
     */
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP", "USR1", "INFO", "WINCH", "CONT");

    private Signals() {}

    static void listen(Consumer<String> onSignal) {
        Thread thread = new Thread(() -> install(onSignal), "signals");
        thread.setDaemon(true);
        thread.start();
    }

    private static void install(Consumer<String> onSignal) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            Method name = signal.getMethod("getName");
            Object ours = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, values) -> {
                        if (method.getName().equals("handle")) {
                            onSignal.accept((String) name.invoke(values[0]));
                        }
                        return null;
                    });
            for (String one : NAMES) {
                try {
                    handle.invoke(null, signal.getConstructor(String.class).newInstance(one), ours);
                } catch (InvocationTargetException e) {
                    // Not on this system (Windows has no HUP, Linux no INFO), or the VM keeps it: then it does what it
                    // always did.
                }
            }
        } catch (ReflectiveOperationException e) {
            // A VM without them: signals end the process as they always did, without a table.
        }
    }
}
