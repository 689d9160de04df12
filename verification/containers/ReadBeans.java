import com.sun.tools.attach.VirtualMachine;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A JMX client as operators have it: {@code java ReadBeans.java PID} prints every attribute of lmcp's beans in that process. */
final class ReadBeans {

    public static void main(String[] arguments) throws Exception {
        VirtualMachine process = VirtualMachine.attach(arguments[0]);
        String address = process.startLocalManagementAgent();
        process.detach();
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            for (ObjectName bean : beans.queryNames(new ObjectName("dev.lmcp:*"), null)) {
                List<String> names = new ArrayList<>();
                for (MBeanAttributeInfo attribute : beans.getMBeanInfo(bean).getAttributes()) {
                    beans.getAttribute(bean, attribute.getName());
                    names.add(attribute.getName());
                }
                System.out.println(bean + " " + names);
            }
        }
    }
}
