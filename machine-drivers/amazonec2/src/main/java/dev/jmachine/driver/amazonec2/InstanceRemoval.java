package dev.jmachine.driver.amazonec2;

import dev.jmachine.spi.DriverContext;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Takes away all that was made for a machine. */
final class InstanceRemoval {
    private final Ec2Session ec2;
    private final DriverContext context;

    InstanceRemoval(Ec2Session ec2, DriverContext context) {
        this.ec2 = ec2;
        this.context = context;
    }

    /** Remove; what is gone already is none the worse. */
    void run() {
        Instances instances = new Instances(ec2, context);
        List<Instance> made = instances.findAll();
        new SpotRequests(ec2, context).cancel(made);
        made.forEach(instances::terminate);
        new KeyPairs(ec2, context).remove();
        new Leftovers(ec2, Ownership.of(context)).delete();
        new SecurityGroups(ec2, context).release();
    }
}
