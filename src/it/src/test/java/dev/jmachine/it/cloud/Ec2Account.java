package dev.jmachine.it.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** An account at an EC2 server, asked by the API's own requests, past our driver. The server looks at no signature. */
public final class Ec2Account {
    /** The account's region. */
    public static final String REGION = "eu-central-1";
    private static final String CREDENTIAL = "AWS4-HMAC-SHA256 Credential=test/20260101/" + REGION
            + "/ec2/aws4_request, SignedHeaders=host, Signature=none";
    /** The last byte of the first address that a network of 256 has to give: Amazon reserves those before. */
    private static final int FIRST = 4;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    public Ec2Account(URI server) {
        this.server = server;
    }

    /** Makes a subnet of the /24 network of an address whose next instance gets that address; returns its id. */
    public String subnetWithNext(String address) {
        String network = address.replaceFirst("[0-9]+$", "0/24");
        String vpc = ask("//vpcId", "CreateVpc", "CidrBlock", network).get(0);
        String subnet = ask("//subnetId", "CreateSubnet", "VpcId", vpc, "CidrBlock", network).get(0);
        // Addresses are given one after the other, and not again: instances that end at once take those before it.
        String before = Integer.toString(Integer.parseInt(address.substring(address.lastIndexOf('.') + 1)) - FIRST);
        String image = ask("//imagesSet/item/imageId", "DescribeImages").get(0);
        ask("//instancesSet/item/instanceId", "RunInstances", "ImageId", image, "SubnetId", subnet,
                "MinCount", before, "MaxCount", before)
                .forEach(instance -> ask("//instanceId", "TerminateInstances", "InstanceId.1", instance));
        return subnet;
    }

    /** Returns the ids of the instances that are in one of these states. */
    public List<String> instances(String... states) {
        List<String> arguments = new ArrayList<>(List.of("Filter.1.Name", "instance-state-name"));
        for (int number = 1; number <= states.length; number++) {
            arguments.addAll(List.of("Filter.1.Value." + number, states[number - 1]));
        }
        return ask("//instancesSet/item/instanceId", "DescribeInstances", arguments.toArray(String[]::new));
    }

    /** Returns an instance's private address. */
    public String address(String instance) {
        return ask("//instancesSet/item/privateIpAddress", "DescribeInstances", "InstanceId.1", instance).get(0);
    }

    /** Returns an instance's user data. */
    public String userData(String instance) {
        String encoded = ask("//userData/value", "DescribeInstanceAttribute",
                "InstanceId", instance, "Attribute", "userData").get(0);
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    /** Returns all that costs or stays: instances that are not ended, keys, groups, volumes, cards and addresses. */
    public Set<String> things() {
        Set<String> things = new TreeSet<>(instances("pending", "running", "stopping", "stopped", "shutting-down"));
        things.addAll(ask("//keySet/item/keyName", "DescribeKeyPairs"));
        things.addAll(ask("//securityGroupInfo/item/groupId", "DescribeSecurityGroups"));
        things.addAll(ask("//volumeSet/item/volumeId", "DescribeVolumes"));
        things.addAll(ask("//networkInterfaceSet/item/networkInterfaceId", "DescribeNetworkInterfaces"));
        things.addAll(ask("//addressesSet/item/publicIp", "DescribeAddresses"));
        return things;
    }

    private List<String> ask(String path, String action, String... arguments) {
        try {
            NodeList found = (NodeList) XPathFactory.newInstance().newXPath()
                    .evaluate(path, call(action, arguments), XPathConstants.NODESET);
            return IntStream.range(0, found.getLength()).mapToObj(at -> found.item(at).getTextContent()).toList();
        } catch (XPathException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    private Document call(String action, String... arguments) {
        StringBuilder form = new StringBuilder("Version=2016-11-15&Action=").append(action);
        for (int at = 0; at < arguments.length; at += 2) {
            form.append('&').append(arguments[at]).append('=')
                    .append(URLEncoder.encode(arguments[at + 1], StandardCharsets.UTF_8));
        }
        HttpRequest request = HttpRequest.newBuilder(server).header("Authorization", CREDENTIAL)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString())).build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("the server answers what is no XML", e);
        }
    }
}
