package dev.jmachine.driver.amazonec2;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A distribution whose images are looked up: by the publisher's account and the form of their names.
 *
 * <p>Debian: https://wiki.debian.org/Cloud/AmazonEC2Image; Ubuntu:
 * https://documentation.ubuntu.com/aws/en/latest/aws-how-to/instances/find-ubuntu-images/
 *
 * @param family {@code debian} or {@code ubuntu}
 * @param release such as {@code 13} or {@code 24.04}; empty for the newest stable or long-term one
 */
record Distribution(String family, String release) {
    private static final Pattern FORM = Pattern.compile("(debian|ubuntu)(?:-(\\d{2}(?:\\.04)?))?");
    private static final Map<String, String> DEBIAN = Map.of("aws", "136693071363");
    private static final Map<String, String> UBUNTU = Map.of(
            "aws", "099720109477", "aws-cn", "837727238323", "aws-us-gov", "513442679011");

    /** Read the option. */
    static Distribution of(String text) {
        Matcher form = FORM.matcher(text);
        boolean known = form.matches()
                && (form.group(2) == null || text.startsWith("ubuntu") == form.group(2).contains("."));
        Require.that(known, Ec2Options.IMAGE, text,
                "It is none of debian, debian-RELEASE, ubuntu and ubuntu-YY.04.");
        return new Distribution(form.group(1), form.group(2) == null ? "" : form.group(2));
    }

    /** Return the account that publishes it in a partition of Amazon's regions, if it does. */
    Optional<String> owner(String partition) {
        return Optional.ofNullable((isDebian() ? DEBIAN : UBUNTU).get(partition));
    }

    /** Return the pattern of names to ask for. */
    String pattern(String architecture) {
        String wanted = release.isEmpty() ? "*" : release;
        return isDebian()
                ? "debian-" + wanted + "-" + debianName(architecture) + "-*"
                : "ubuntu/images/hvm-ssd*/ubuntu-*-" + wanted + "-" + debianName(architecture) + "-server-*";
    }

    /** Return the release that an image is of, by its name; empty when it is another thing. */
    Optional<String> release(String imageName, String architecture) {
        Pattern form = Pattern.compile(isDebian()
                ? "debian-(\\d{2})-" + debianName(architecture) + "-\\d{8}-\\d+"
                : "ubuntu/images/hvm-ssd(?:-gp3)?/ubuntu-[a-z]+-(\\d[02468]\\.04)-" + debianName(architecture)
                        + "-server-\\d{8}(?:\\.\\d+)?");
        Matcher name = form.matcher(imageName == null ? "" : imageName);
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    private boolean isDebian() {
        return family.equals("debian");
    }

    private static String debianName(String architecture) {
        return architecture.equals("x86_64") ? "amd64" : architecture;
    }

    /** Return the user that an image of that name is made for. */
    static String userOf(String imageName) {
        String name = imageName == null ? "" : imageName;
        if (name.startsWith("debian-")) {
            return "admin";
        }
        return name.startsWith("al20") || name.startsWith("amzn2") ? "ec2-user" : "ubuntu";
    }

    @Override
    public String toString() {
        return release.isEmpty() ? family : family + " " + release;
    }
}
