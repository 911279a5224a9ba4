package dev.jmachine.driver.amazonec2;

import dev.jmachine.testkit.FakeRestApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Speaks EC2's Query API for one account, for what moto does not do: idempotency tokens, spot requests, instances that
 * Amazon ends, refusals at will.
 */
final class FakeEc2 extends FakeRestApi {
    static final String REQUEST_ID = "59dbff89-35bd-4eac-99ed-000000000001";

    private final List<Map<String, Object>> requests = new ArrayList<>();
    private final Map<String, String> refusals = new HashMap<>();
    /** Instance ids by token. */
    private final Map<String, String> instances = new LinkedHashMap<>();
    private String state = "running";
    private String reason = "";
    private String lastAuthorization = "";
    private boolean loseAnswerToLaunch;
    private boolean spotRequest;
    private boolean othersInGroup;

    /** Refuse an action with a code from now on; with an empty one no longer. */
    synchronized void refuse(String action, String code) {
        refusals.put(action, code);
    }

    /** End, stop or start the instance, as Amazon does by itself. */
    synchronized void change(String newState, String newReason) {
        state = newState;
        reason = newReason;
    }

    synchronized void loseAnswerToNextLaunch() {
        loseAnswerToLaunch = true;
    }

    /** Another machine's network card is in the group. */
    synchronized void putOthersInGroup() {
        othersInGroup = true;
    }

    synchronized int instancesMade() {
        return instances.size();
    }

    /** Return the requests of an action, as name and value of each field. */
    synchronized List<Map<String, Object>> requests(String action) {
        return requests.stream().filter(request -> request.get("Action").equals(action)).toList();
    }

    synchronized String lastAuthorization() {
        return lastAuthorization;
    }

    synchronized List<String> actions() {
        return requests.stream().map(request -> String.valueOf(request.get("Action"))).toList();
    }

    @Override
    protected synchronized Reply answer(Request request, String ignored) {
        String action = String.valueOf(request.body().get("Action"));
        requests.add(request.body());
        lastAuthorization = request.authorization();
        String refusal = refusals.getOrDefault(action, "");
        if (!refusal.isEmpty()) {
            return refused(400, refusal);
        }
        if (action.equals("RunInstances") && loseAnswerToLaunch) {
            loseAnswerToLaunch = false;
            launch(request.body());
            return refused(500, "InternalError");
        }
        return new Reply(200, Map.of("Content-Type", "text/xml"), "<" + action + "Response><requestId>" + REQUEST_ID
                + "</requestId>" + content(action, request.body()) + "</" + action + "Response>");
    }

    private static Reply refused(int status, String code) {
        return new Reply(status, Map.of("Content-Type", "text/xml"), "<Response><Errors><Error><Code>" + code
                + "</Code><Message>That is how it is.</Message></Error></Errors><RequestID>" + REQUEST_ID
                + "</RequestID></Response>");
    }

    private String content(String action, Map<String, Object> request) {
        return switch (action) {
            case "DescribeInstanceTypes" -> items("instanceTypeSet", "<processorInfo><supportedArchitectures>"
                    + "<item>x86_64</item></supportedArchitectures></processorInfo>");
            case "DescribeImages" -> items("imagesSet", "<imageId>ami-0d130000000000002</imageId>"
                    + "<name>debian-13-amd64-20260801-2000</name><imageState>available</imageState>"
                    + "<architecture>x86_64</architecture><rootDeviceName>/dev/xvda</rootDeviceName>");
            case "DescribeVpcs" -> items("vpcSet", "<vpcId>vpc-1</vpcId><cidrBlock>10.1.0.0/16</cidrBlock>");
            case "DescribeSubnets" -> items("subnetSet", "<subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId>"
                    + "<availabilityZone>eu-central-1a</availabilityZone>");
            case "DescribeInstanceTypeOfferings" -> items("instanceTypeOfferingSet",
                    "<location>eu-central-1a</location>");
            case "DescribeNetworkInterfaces" -> othersInGroup && request.containsValue("group-id")
                    ? items("networkInterfaceSet", "<networkInterfaceId>eni-2</networkInterfaceId>") : "";
            case "DescribeSecurityGroups" -> request.containsValue("tag:jmachine-store")
                    ? items("securityGroupInfo", "<groupId>sg-00000001</groupId>") : "";
            case "CreateSecurityGroup" -> "<groupId>sg-00000001</groupId>";
            case "DescribeSpotPriceHistory" -> items("spotPriceHistorySet", "<spotPrice>0.0062</spotPrice>");
            case "DescribeSpotInstanceRequests" -> spotRequest
                    ? items("spotInstanceRequestSet", "<spotInstanceRequestId>sir-1</spotInstanceRequestId>") : "";
            case "CancelSpotInstanceRequests" -> cancelSpotRequest();
            case "RunInstances" -> "<instancesSet>" + launch(request) + "</instancesSet>";
            case "DescribeInstances" -> describeInstances();
            case "TerminateInstances" -> terminate();
            case "GetConsoleOutput" -> "<output>Ym9vdGluZwoKcGFuaWMK</output>";
            default -> "";
        };
    }

    private static String items(String set, String item) {
        return "<" + set + "><item>" + item + "</item></" + set + ">";
    }

    private String launch(Map<String, Object> request) {
        String id = instances.computeIfAbsent(String.valueOf(request.get("ClientToken")),
                token -> "i-" + (instances.size() + 1));
        state = "running";
        spotRequest = "spot".equals(request.get("InstanceMarketOptions.MarketType"));
        return instance(id);
    }

    private String describeInstances() {
        if (instances.isEmpty()) {
            return "";
        }
        List<String> ids = List.copyOf(instances.values());
        return items("reservationSet", "<instancesSet>" + instance(ids.get(ids.size() - 1)) + "</instancesSet>");
    }

    private String instance(String id) {
        return "<item><instanceId>" + id + "</instanceId><instanceState><name>" + state
                + "</name></instanceState><stateReason><code>Server</code><message>" + reason
                + "</message></stateReason><privateIpAddress>10.1.0.4</privateIpAddress>"
                + "<ipv6Address>2001:db8::4</ipv6Address>"
                + (spotRequest ? "<spotInstanceRequestId>sir-1</spotInstanceRequestId>" : "") + "</item>";
    }

    private String terminate() {
        state = "terminated";
        return "";
    }

    private String cancelSpotRequest() {
        spotRequest = false;
        return "";
    }
}
