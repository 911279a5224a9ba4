@echo off
rem Starts jmachine on Windows. Not tested yet.
setlocal
set "HOME_FOLDER=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xms24m -Xshare:auto -Xlog:disable %JMACHINE_OPTS% ^
    -cp "%HOME_FOLDER%\lib\*;%HOME_FOLDER%\lib\more\*" "-Djmachine.home=%HOME_FOLDER%" "-Djmachine.program=%~f0" ^
    dev.jmachine.cli.Main %*
exit /b %ERRORLEVEL%
