package dev.jmachine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps the arrows between the packages as {@code docs/architecture.md} draws them. */
@AnalyzeClasses(packages = "dev.jmachine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrowsRunOneWay = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("api").definedBy("dev.jmachine.api")
            .layer("spi").definedBy("dev.jmachine.spi")
            .layer("json").definedBy("dev.jmachine.json")
            .layer("store").definedBy("dev.jmachine.store")
            .layer("ssh").definedBy("dev.jmachine.ssh")
            .layer("tls").definedBy("dev.jmachine.tls")
            .layer("engine").definedBy("dev.jmachine.engine")
            .layer("provision").definedBy("dev.jmachine.provision..")
            .layer("operation").definedBy("dev.jmachine.operation")
            .layer("lifecycle").definedBy("dev.jmachine.lifecycle..")
            .whereLayer("api").mayNotAccessAnyLayer()
            .whereLayer("json").mayNotAccessAnyLayer()
            .whereLayer("spi").mayOnlyAccessLayers("api")
            .whereLayer("store").mayOnlyAccessLayers("api", "json")
            .whereLayer("ssh").mayOnlyAccessLayers("api")
            .whereLayer("tls").mayOnlyAccessLayers("api")
            .whereLayer("engine").mayOnlyAccessLayers("api", "json", "tls")
            .whereLayer("provision").mayOnlyAccessLayers("api", "spi", "ssh", "tls", "engine")
            .whereLayer("operation").mayOnlyAccessLayers("api", "store")
            .whereLayer("lifecycle").mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule arrowsWithinLifecycleRunOneWay = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("driver").definedBy("dev.jmachine.lifecycle.driver")
            .layer("session").definedBy("dev.jmachine.lifecycle.session")
            .layer("step").definedBy("dev.jmachine.lifecycle.step")
            .layer("façade").definedBy("dev.jmachine.lifecycle")
            .whereLayer("driver").mayNotAccessAnyLayer()
            .whereLayer("session").mayOnlyAccessLayers("driver")
            .whereLayer("step").mayOnlyAccessLayers("session")
            .whereLayer("façade").mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule noPackagesDependOnOneAnotherInCircles =
            slices().matching("dev.jmachine.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule apiAndSpiKnowNothingButThemselvesAndTheJdk = classes()
            .that().resideInAnyPackage("dev.jmachine.api", "dev.jmachine.spi")
            .should().onlyDependOnClassesThat().resideInAnyPackage("dev.jmachine.api", "dev.jmachine.spi", "java..");

    @ArchTest
    static final ArchRule theLibraryNeitherPrintsNorExits = noClasses()
            .should().callMethod(System.class, "exit", int.class)
            .orShould().accessField(System.class, "out")
            .orShould().accessField(System.class, "err");

    @ArchTest
    static final ArchRule noSecurityProviderIsInstalled = noClasses()
            .should().callMethod(java.security.Security.class, "addProvider", java.security.Provider.class)
            .orShould().callMethod(
                    java.security.Security.class, "insertProviderAt", java.security.Provider.class, int.class);
}
