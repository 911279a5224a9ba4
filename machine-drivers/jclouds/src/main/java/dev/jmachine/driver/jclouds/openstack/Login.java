package dev.jmachine.driver.jclouds.openstack;

import org.jclouds.openstack.neutron.v2.NeutronApi;
import org.jclouds.openstack.nova.v2_0.NovaApi;

/** Opens the APIs of a cloud for a user. The caller closes them. */
interface Login {

    /** Open the compute API. */
    NovaApi nova();

    /** Return whether the cloud has the network API. */
    boolean hasNetworks();

    /** Open the network API, where there is one. */
    NeutronApi neutron();
}
