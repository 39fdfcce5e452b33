"""Holds the sockets of one namespace. A line of words asks for something; the answer is a line, too."""

import socket
import sys

listening = {}
sockets = {}


def family(version):
    return socket.AF_INET6 if version == "6" else socket.AF_INET


def make(version, address, port):
    one = socket.socket(family(version), socket.SOCK_STREAM)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if version == "6":
        one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    one.bind((address, int(port)))
    return one


def listen(version, address, port):
    one = make(version, address, port)
    one.listen(8)
    listening[version, port] = one


def connect(name, version, address, port, to, to_port):
    """Does not wait for the handshake: that may never end."""
    one = make(version, address, port)
    one.setblocking(False)
    one.connect_ex((to, int(to_port)))
    sockets[name] = one


def accept(name, version, port):
    listening[version, port].settimeout(20)
    sockets[name], _ = listening[version, port].accept()


def send(name):
    sockets[name].settimeout(20)
    sockets[name].sendall(b"wirestat")


def receive(name):
    sockets[name].settimeout(20)
    assert sockets[name].recv(100) == b"wirestat"


def shutdown(name):
    sockets[name].shutdown(socket.SHUT_WR)


def close(name):
    sockets.pop(name).close()


for line in sys.stdin:
    word, *values = line.split()
    globals()[word](*values)
    print("done", flush=True)
