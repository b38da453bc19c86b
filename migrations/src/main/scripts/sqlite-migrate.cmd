@echo off
rem SPDX-License-Identifier: Apache-2.0
rem Starts sqlite-migrate with every jar of ..\lib, or with the one jar beside this script.
setlocal
set JAVA=java
if not "%JAVA_HOME%"=="" set JAVA=%JAVA_HOME%\bin\java
"%JAVA%" --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -XX:+UseSerialGC %SQLITE_MIGRATE_JAVA_OPTS% -cp "%~dp0..\lib\*;%~dp0*;%SQLITE_MIGRATE_CLASSPATH%" io.reactivesqlite.migrations.cli.SqliteMigrate %*
exit /b %ERRORLEVEL%
