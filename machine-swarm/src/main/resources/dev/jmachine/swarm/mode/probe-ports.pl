# Tries ports between this host and others that run the same script at the same time, and prints what came through.
#
# After __DATA__ comes the plan, a line each:
#   self NONCE HOST SECONDS               who this is, and how long it may take
#   listen PORT                           wait for TCP connections, unless something does so already
#   connect PORT ADDRESS HOST ROUTE       open TCP connections to a host
#   send PORT ADDRESS HOST ROUTE          send UDP datagrams to a host
#   expect PORT HOST ROUTE                datagrams that are to come from a host
# A route is one of several addresses of one host, by number: it is enough that one of them works.
#
# UDP is looked at by a raw socket, which sees what has passed the firewall also where an engine or the kernel holds the
# port. Needs nothing but the modules of Debian's perl-base.
use strict;
use warnings;
use Errno qw(EADDRINUSE EINPROGRESS);
use Fcntl qw(F_SETFL O_NONBLOCK);
use POSIX ();
use Socket;

my ($nonce, $self, $seconds);
my (%listening, @connects, @sends, %expected, %connected, %received, %satisfied, %trouble);

while (my $line = <DATA>) {
    my ($verb, @words) = split ' ', $line;
    next unless defined $verb;
    if ($verb eq 'self') { ($nonce, $self, $seconds) = @words }
    elsif ($verb eq 'listen') { listen_at($words[0]) }
    elsif ($verb eq 'connect') { push @connects, {port => $words[0], address => $words[1], key => "@words[0, 2, 3]"} }
    elsif ($verb eq 'send') { push @sends, {port => $words[0], address => $words[1], key => "@words[0, 2, 3]"} }
    elsif ($verb eq 'expect') { $expected{"@words"} = 1 }
}

alarm $seconds + 5;
socket(my $raw, PF_INET, SOCK_RAW, 17) or quit("failed $!");
socket(my $out, PF_INET, SOCK_DGRAM, 17) or quit("failed $!");
my $end = now() + $seconds;
my ($next_send, $goodbyes) = (0, 3);

while (now() < $end && $goodbyes > 0) {
    if (now() >= $next_send) {
        try_all();
        $goodbyes-- if finished();
        $next_send = now() + 0.2;
    }
    wait_for_something($next_send - now());
}
report();

# Seconds since some moment, in fractions; Time::HiRes is not in perl-base.
sub now { return (POSIX::times())[0] / POSIX::sysconf(POSIX::_SC_CLK_TCK()) }

sub quit { print "$_[0]\n"; exit 0 }

sub listen_at {
    my ($port) = @_;
    socket(my $socket, PF_INET, SOCK_STREAM, 6) or quit("failed $!");
    setsockopt $socket, SOL_SOCKET, SO_REUSEADDR, 1;
    if (bind($socket, sockaddr_in($port, INADDR_ANY)) && listen($socket, 16)) {
        fcntl $socket, F_SETFL, O_NONBLOCK;
        $listening{$port} = $socket;
    } elsif ($! == EADDRINUSE) {
        print "taken $port\n";
    } else {
        print "unbound $port $!\n";
    }
}

sub try_all {
    my $satisfied = satisfied() ? 1 : 0;
    for my $probe (@sends) {
        my $route = (split ' ', $probe->{key})[2];
        my $text = "\0jmachine $nonce $self $probe->{port} $route $satisfied";
        my $address = inet_aton($probe->{address});
        unless (defined $address && defined send($out, $text, 0, sockaddr_in($probe->{port}, $address))) {
            $trouble{"udp $probe->{key}"} = "$!";
        }
    }
    for my $probe (@connects) {
        connect_to($probe) unless $connected{$probe->{key}} || $probe->{attempt};
    }
}

sub connect_to {
    my ($probe) = @_;
    my $address = inet_aton($probe->{address});
    return unless defined $address;
    socket(my $socket, PF_INET, SOCK_STREAM, 6) or return;
    fcntl $socket, F_SETFL, O_NONBLOCK;
    if (connect $socket, sockaddr_in($probe->{port}, $address)) {
        $connected{$probe->{key}} = 1;
    } elsif ($! == EINPROGRESS) {
        $probe->{attempt} = $socket;
    } else {
        $trouble{"tcp $probe->{key}"} = "$!";
    }
}

sub wait_for_something {
    my ($patience) = @_;
    my ($read, $write) = ('', '');
    vec($read, fileno($_), 1) = 1 for $raw, values %listening;
    vec($write, fileno($_->{attempt}), 1) = 1 for grep { $_->{attempt} } @connects;
    return unless select($read, $write, undef, $patience > 0 ? $patience : 0) > 0;
    take_datagram() if vec($read, fileno($raw), 1);
    for my $socket (values %listening) {
        if (vec($read, fileno($socket), 1)) { accept(my $connection, $socket) }
    }
    for my $probe (grep { $_->{attempt} } @connects) {
        conclude($probe) if vec($write, fileno($probe->{attempt}), 1);
    }
}

sub conclude {
    my ($probe) = @_;
    my $error = unpack 'i', getsockopt($probe->{attempt}, SOL_SOCKET, SO_ERROR);
    delete $probe->{attempt};
    if ($error == 0) {
        $connected{$probe->{key}} = 1;
    } else {
        local $! = $error;
        $trouble{"tcp $probe->{key}"} = "$!";
    }
}

# An IPv4 packet with all its headers.
sub take_datagram {
    defined recv($raw, my $packet, 65535, 0) or return;
    my $header = 4 * (ord($packet) & 15);
    return if length($packet) < $header + 8;
    my $port = unpack 'n', substr($packet, $header + 2, 2);
    substr($packet, $header + 8) =~ /\A\0jmachine (\w+) (\d+) (\d+) (\d+) ([01])\z/ or return;
    return unless $1 eq $nonce && $3 == $port;
    $received{"$port $2 $4"} = inet_ntoa(substr $packet, 12, 4);
    $satisfied{$2} ||= $5;
}

# Whether, with each host, all has come through on one route at least.
sub satisfied {
    my (%whole, %hosts);
    for my $key (keys %expected) { judge(\%whole, \%hosts, $key, $received{$key}) }
    for my $probe (@connects) { judge(\%whole, \%hosts, $probe->{key}, $connected{$probe->{key}}) }
    for my $host (keys %hosts) {
        return 0 unless grep { $_ } values %{$whole{$host}};
    }
    return 1;
}

sub judge {
    my ($whole, $hosts, $key, $through) = @_;
    my (undef, $host, $route) = split ' ', $key;
    $hosts->{$host} = 1;
    $whole->{$host}{$route} = 1 unless exists $whole->{$host}{$route};
    $whole->{$host}{$route} = 0 unless $through;
}

# The others must have got what they wait for, too.
sub finished {
    return 0 unless satisfied();
    for my $key (keys %expected) {
        return 0 unless $satisfied{(split ' ', $key)[1]};
    }
    return 1;
}

sub report {
    print "received udp $_ $received{$_}\n" for sort keys %received;
    print "connected tcp $_\n" for sort keys %connected;
    for my $probe (grep { !$connected{$_->{key}} } @connects) {
        print "trouble tcp $probe->{key} ", $trouble{"tcp $probe->{key}"} || 'no answer', "\n";
    }
    for my $probe (@sends) {
        my $trouble = $trouble{"udp $probe->{key}"};
        print "trouble udp $probe->{key} $trouble\n" if $trouble;
    }
    print "done\n";
}
__DATA__
