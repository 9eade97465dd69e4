import { describe, expect, it } from 'vitest';
import { traceProblems } from '../../scripts/host/judge-trace.ts';
import { readTrace } from '../../scripts/system-calls/read-trace.ts';

// In these traces 1 is the server, 10 the extension host, 11 its thread, 12 a thread of that one, 20 a program that the
// thread starts, and 30 another process of the server.
const opening = [
  '1 clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD) = 10',
  '1 clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD) = 30',
  '10 execve("/usr/bin/node", ["node"], 0x1 /* 9 vars */) = 0',
  '10 clone3({flags=CLONE_VM|CLONE_THREAD|CLONE_SETTLS}, 88) = 11',
  '11 clone3({flags=CLONE_VM|CLONE_THREAD|CLONE_SETTLS} <unfinished ...>',
  '12 getpid() = 10',
  '11 <... clone3 resumed> => {parent_tid=[12]}, 88) = 12',
  '11 vfork( <unfinished ...>',
  '11 <... vfork resumed>) = 20',
];
const inet = 'socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 9';
const to = (address: string): string =>
  `connect(9, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("${address}")}, 16) = -1 EINPROGRESS`;
const controls = [`10 ${inet}`, `10 ${to('127.0.0.9')}`, `12 ${inet}`, `12 ${to('127.0.0.10')}`];

const problemsOf = (...calls: readonly string[]): string[] =>
  traceProblems([...opening, ...calls, ...controls].join('\n'));

describe('the trace of an extension host', () => {
  it.each([
    '1 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 4',
    `30 ${to('10.0.0.1')}`,
    '11 socketpair(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0, [26, 27]) = 0',
    '10 bind(24, {sa_family=AF_UNIX, sun_path="/tmp/vscode-ipc-f3905b09-22c4.sock"}, 110) = 0',
    '20 connect(3, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT',
    '10 sendmsg(3, {msg_name=NULL, msg_namelen=0}, 0) = 5',
  ])('may hold what is not its own, or no way out: %s', (call) => {
    expect(problemsOf(call)).toEqual([]);
  });

  it.each([
    `10 ${inet}`,
    '11 socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP) = 9',
    '12 socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 9',
    `12 ${to('10.0.0.1')}`,
    `20 ${to('10.0.0.1')}`,
    '11 connect(9, {sa_family=AF_UNIX, sun_path="/run/other.sock"}, 110) = 0',
    '11 connect(9, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT',
    '10 bind(9, {sa_family=AF_UNIX, sun_path="/tmp/other.sock"}, 110) = 0',
    '10 sendto(9, "x", 1, 0, {sa_family=AF_INET, sin_port=htons(53)}, 16) = 1',
    `11 ${to('10.0.0.1').replace(/ = .*/, ' <unfinished ...>')}`,
  ])('must not hold what reaches out: %s', (call) => {
    expect(problemsOf(call)).toHaveLength(1);
  });

  it('must hold what the test itself opened, in the host and in a thread', () => {
    for (const missing of [controls.slice(2), controls.slice(0, 2), []]) {
      expect(traceProblems([...opening, ...missing].join('\n'))).toHaveLength(1);
    }
  });
});

it('puts a call together that stands in two parts of a trace', () => {
  const trace = [
    '7 connect(3, {sa_family=AF_INET} <unfinished ...>',
    '8 getpid() = 7',
    '7 <... connect resumed>, 16) = 0',
  ];
  expect(readTrace(trace.join('\n'))).toEqual([
    { thread: 8, name: 'getpid', text: 'getpid() = 7' },
    { thread: 7, name: 'connect', text: 'connect(3, {sa_family=AF_INET} , 16) = 0' },
  ]);
});
