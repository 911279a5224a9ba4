@echo off
rem Starts jmachine on Windows. No test runs it yet.
rem JAVA_HOME names the runtime, JMACHINE_OPTS gives it further flags.
rem Each condition has a line of its own: a path with a parenthesis, such as "Program Files (x86)", would end a block.
setlocal EnableExtensions DisableDelayedExpansion

set "HOME_FOLDER=%~dp0.."
set "JAVA=java.exe"
if defined JAVA_HOME set "JAVA=%JAVA_HOME:"=%\bin\java.exe"
if defined JAVA_HOME if not exist "%JAVA%" >&2 echo Looking for a Java runtime& >&2 echo   There is no "%JAVA%".& >&2 echo   Set JAVA_HOME to a JDK of version 17 or newer, or unset it.& exit /b 1
if not defined JAVA_HOME where /q java.exe || (>&2 echo Looking for a Java runtime& >&2 echo   There is none on the search path.& >&2 echo   Install one of version 17 or newer, or set JAVA_HOME.& exit /b 1)

"%JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xms24m -Xshare:auto -Xlog:disable ^
    -Djdk.console=java.base %JMACHINE_OPTS% -cp "%HOME_FOLDER%\lib\*;%HOME_FOLDER%\lib\more\*" ^
    "-Djmachine.home=%HOME_FOLDER%" "-Djmachine.program=%~f0" dev.jmachine.cli.Main %*
exit /b %ERRORLEVEL%
