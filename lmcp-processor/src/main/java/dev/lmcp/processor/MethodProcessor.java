package dev.lmcp.processor;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;

/** Writes a {@code ToolProvider} for each class that has a method with {@code @McpTool}, {@code @McpResource} or {@code @McpPrompt}. */
public final class MethodProcessor extends AbstractProcessor {

    private static final Set<String> ANNOTATIONS = Set.of(
            Attributes.PACKAGE + "McpTool",
            Attributes.PACKAGE + "McpResource",
            Attributes.PACKAGE + "McpPrompt",
            Attributes.PACKAGE + "McpPlugin");

    /** Classes that use types which another processor may yet write. */
    private final Set<String> waiting = new LinkedHashSet<>();

    /** Creates the processor; the compiler does this. */
    public MethodProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return ANNOTATIONS;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Set<TypeElement> classes = new LinkedHashSet<>();
        for (String name : waiting) {
            TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
            if (type != null) {
                classes.add(type);
            }
        }
        waiting.clear();
        for (TypeElement annotation : annotations) {
            for (Element element : round.getElementsAnnotatedWith(annotation)) {
                classes.add(element instanceof TypeElement type ? type : (TypeElement) element.getEnclosingElement());
            }
        }
        boolean isLast = round.processingOver() || round.errorRaised();
        for (TypeElement type : classes) {
            if (!isLast && usesUnknownTypes(type)) {
                waiting.add(type.getQualifiedName().toString());
            } else {
                write(type);
            }
        }
        return false;
    }

    /** Whether a method has a type that does not exist, or not yet. */
    private static boolean usesUnknownTypes(TypeElement type) {
        return type.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.METHOD)
                .map(ExecutableElement.class::cast)
                .anyMatch(method -> method.getReturnType().getKind() == TypeKind.ERROR
                        || method.getParameters().stream()
                                .anyMatch(parameter -> parameter.asType().getKind() == TypeKind.ERROR));
    }

    /** Whether generated code of the type's module can use {@code @Generated}, which is in a module of its own. */
    private boolean hasGenerated(TypeElement type) {
        Elements elements = processingEnv.getElementUtils();
        return elements.getTypeElement(elements.getModuleOf(type), "javax.annotation.processing.Generated") != null;
    }

    private void write(TypeElement type) {
        Faults faults = new Faults(processingEnv.getMessager());
        Provider provider = new ClassReader(processingEnv, faults).read(type);
        if (faults.count() > 0) {
            return;
        }
        String source = new ProviderWriter(provider, hasGenerated(type)).write();
        try (Writer file = processingEnv
                .getFiler()
                .createSourceFile(provider.qualifiedName(), type)
                .openWriter()) {
            file.write(source);
        } catch (IOException e) {
            processingEnv
                    .getMessager()
                    .printMessage(
                            Diagnostic.Kind.ERROR,
                            "cannot write the class '" + provider.qualifiedName() + "': " + e.getMessage()
                                    + "; expected a folder for generated sources that can be written: look at its permissions",
                            type);
        }
    }
}
