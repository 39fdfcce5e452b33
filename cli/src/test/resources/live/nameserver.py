"""A name server for pointers: calls 10.77.0.N and fd77::N hostN.example.net, until standard input ends; then tells how
often it was asked."""

import select
import socket
import struct
import sys

server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((sys.argv[1], 53))
print("ready", flush=True)
asked = 0
while True:
    if sys.stdin in select.select([sys.stdin, server], [], [])[0]:
        break
    question, who = server.recvfrom(512)
    asked += 1
    end = question.index(b"\0", 12) + 5
    number = question[13:14]  # the last digit stands first
    name = b"\x05host" + number + b"\x07example\x03net\0"
    answer = b"\xc0\x0c" + struct.pack(">HHIH", 12, 1, 300, len(name)) + name
    server.sendto(question[:2] + struct.pack(">5H", 0x8180, 1, 1, 0, 0) + question[12:end] + answer, who)
print(asked)
